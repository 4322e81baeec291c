"""Promise of the rules' words: why the bot did something is told in both languages, whichever rule decided."""

import ast

import pytest

from bot.console.texts import en
from bot.console.texts import id as indonesian
from tests.house.source import sources

TEXTS = {"id": indonesian.TEXTS, "en": en.TEXTS}
RULE = {"Decision": 0, "hand_over": 1, "tell": 1, "joined": 1}  # which argument names the rule


@pytest.mark.parametrize("language", TEXTS)
def test_every_rule_that_a_decision_can_name_has_words(language):
    rules = {rule.value for rule in _named() if isinstance(rule, ast.Constant)}
    assert {"answer", "command", "escalate", "fault", "ticket_waits", "withdrawn"} <= rules
    assert {f"rule_{rule}" for rule in rules} - set(TEXTS[language]) == set()


def test_the_texts_name_no_rule_that_is_gone():
    rules = {f"rule_{rule.value}" for rule in _named() if isinstance(rule, ast.Constant)}
    assert {key for key in TEXTS["id"] if key.startswith("rule_")} == rules


def test_a_rule_is_named_where_it_decides_or_handed_on():
    handed_on = {ast.unparse(rule) for rule in _named() if not isinstance(rule, ast.Constant)}
    assert handed_on == {"rule"}


def _named():
    """What stands for the rule in every call that makes a decision."""
    for source in sources("bot"):
        for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in RULE:
                given = {one.arg: one.value for one in call.keywords}
                yield given.get("rule") or call.args[RULE[call.func.id]]
