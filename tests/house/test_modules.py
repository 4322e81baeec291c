"""Promises about modules: each says what lives there; the front door imports little."""

import ast
import sys

import pytest

from tests.house.source import ALL, sources

MAY_BE_IMPORTED = ("flask", "bot.desk", "bot.console", "bot.settings", "bot.errors")


def test_every_module_says_in_one_line_what_lives_there():
    firsts = {s.name: (ast.get_docstring(s.tree) or "").partition("\n")[0] for s in sources(*ALL)}
    assert [name for name, first in firsts.items() if not first.endswith((".", "?"))] == []


def test_the_front_door_imports_only_what_it_may():
    (door,) = sources("webhooks.py")
    own = [n for n in _imports(door.tree) if n.partition(".")[0] not in sys.stdlib_module_names]
    assert [n for n in own if not n.startswith(MAY_BE_IMPORTED)] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import bot.store", {"bot.store"}),
        ("from bot.desk import Desk", {"bot.desk"}),
        ("from bot import store", {"bot.store"}),
        ("from flask import Flask, request", {"flask"}),
    ],
)
def test_an_import_is_seen_in_each_of_its_forms(line, told):
    assert _imports(ast.parse(line)) == told


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole = node.module == "bot"  # `from bot import store` means bot.store
            found |= {f"bot.{a.name}" for a in node.names} if whole else {node.module or "."}
    return found


def test_no_line_of_the_product_hides_from_the_coverage_or_from_the_tests():
    hidden = ("pragma: no " + "cover", "NotImplemented" + "Error", "TO" + "DO", "FIX" + "ME")
    assert [s.name for s in sources(*ALL) if any(word in s.text for word in hidden)] == []
