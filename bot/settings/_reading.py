"""Read the environment: the only place in the product that does."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

from bot.errors import BadSettings
from bot.settings._checks import SHORTEST_SECRET, problems
from bot.settings._declared import Settings


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the environment; BadSettings says which variable and what to write."""
    source = os.environ if environment is None else environment
    given = {f.name: _value(source, f.metadata["env"]) for f in fields(Settings)}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    wrong = list(problems(settings))
    if wrong:
        raise BadSettings("; ".join(wrong))
    if not settings.secret_key:
        settings = replace(settings, secret_key=_kept_secret(settings.var))
    return settings


def _value(source: Mapping[str, str], name: str) -> str | None:
    path = source.get(f"{name}_FILE")
    if not path:
        return source.get(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSettings(f"{name}_FILE: {path} cannot be read ({error.strerror})") from error


def _kept_secret(var: Path) -> str:
    path, draft = var / "secret_key", var / f"secret_key.{secrets.token_hex(8)}"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was faster: its secret counts
            os.link(draft, path)
        draft.unlink()
    kept = path.read_text(encoding="utf-8").strip()
    if len(kept) < SHORTEST_SECRET:
        raise BadSettings(f"{path} holds no secret: remove it, or set SECRET_KEY")
    return kept


def child_environment(**more: str) -> dict[str, str]:
    """The environment for a process that we start, with additions."""
    return {**os.environ, **more}
