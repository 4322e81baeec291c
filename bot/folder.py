"""Collect one constant from every module of a package: the folder is the list. No order is promised."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def collect(package: str, constant: str) -> dict[str, object]:
    """Import every public module of `package` and return {module name: its `constant`}.

    Modules that begin with `_` are helpers and never collected; a public module
    without the constant is a mistake and raises AttributeError.
    """
    paths = import_module(package).__path__
    names = sorted(m.name for m in iter_modules(paths) if not m.name.startswith("_"))
    return {name: getattr(import_module(f"{package}.{name}"), constant) for name in names}
