"""Promises of the audit's words: every act that the product keeps can be read and searched, in both languages."""

import ast
import re
from functools import cache
from itertools import product

import pytest

from bot.console.pages.audit import ACT
from bot.console.texts import en
from bot.console.texts import id as indonesian
from bot.store import audit
from tests.house.source import sources

TEXTS = {"id": indonesian.TEXTS, "en": en.TEXTS}
ANY = "[a-z_]+"  # what only a running product knows
KINDS = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("language", TEXTS)
def test_every_act_has_words(language):
    known = [key.removeprefix(ACT) for key in TEXTS[language] if key.startswith(ACT)]
    lacking = {act for act in _acts() if not any(re.fullmatch(act, one) for one in known)}
    assert lacking == set()


@pytest.mark.parametrize(
    "act",
    [
        "person_erased",
        "ticket_claimed",
        "sign_in_failed",
        "switch_ended",
        "file_sent",
        "officer_role",
    ],
)
def test_acts_are_found_however_they_are_named(act):
    assert act in _acts()


@cache
def _acts():
    """Every act that `audit.note` is told anywhere, as a pattern."""
    return {
        act
        for source in sources("bot")
        for call, function in _calls(source.tree, "note", of="audit")
        for act in _told(_given(call, "what"), function, source.tree)
    }


def _calls(tree, name, of=""):
    """(call, the function in which it stands) of every call of this name."""
    for function in (node for node in ast.walk(tree) if isinstance(node, KINDS)):
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == (of and f"{of}.") + name:
                yield node, function


def _given(call, name, place=None):
    named = {one.arg: one.value for one in call.keywords}
    return named[name] if name in named else call.args[place]


def _told(node, function, tree):
    """What an expression can be, as patterns."""
    match node:
        case ast.Constant(value=str(text)):
            found = {re.escape(text)}
        case ast.IfExp():
            found = _told(node.body, function, tree) | _told(node.orelse, function, tree)
        case ast.FormattedValue():
            found = _told(node.value, function, tree)
        case ast.JoinedStr():
            parts = (_told(part, function, tree) for part in node.values)
            found = {"".join(told) for told in product(*parts)}
        case ast.Attribute(value=ast.Name(id="audit"), attr=name):
            found = {getattr(audit, name)}
        case ast.Name(id=name):
            found = _named(name, function, tree)
        case _:
            found = {ANY}
    return found


def _named(name, function, tree):
    """What a name can be: given by the callers in the same file, or assigned in the function."""
    names = [one.arg for one in function.args.args]
    if name in names:
        calls = _calls(tree, function.name)
        given = [(_given(call, name, names.index(name)), inside) for call, inside in calls]
    else:
        found = (node for node in ast.walk(function) if isinstance(node, ast.Assign))
        given = [(node.value, function) for node in found if ast.unparse(node.targets[0]) == name]
    return set().union(*(_told(node, inside, tree) for node, inside in given))
