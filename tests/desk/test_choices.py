"""Promises of tappable questions: buttons where a template is configured, the same numbers everywhere else."""

import pytest

from bot.desk import _carry
from bot.desk._scene import Scene, Voice
from bot.model.turn import Option
from bot.store import conversations
from tests.desk import given

BUTTONS, LIST = "HX" + "3" * 32, "HX" + "7" * 32


@pytest.fixture
def tapping(tmp_path, clock, line):
    """A desk with templates for questions of three and of seven options."""
    opened = given.desk(tmp_path, clock, line, TWILIO_CHOICES=f"3={BUTTONS}, 7={LIST}")
    yield opened
    opened.store.close()


def _asked(desk, line, text, **changes):
    given.hear(desk, text, **changes)
    given.quiet(desk)
    given.send(desk)
    return line.sent[-1]


def test_a_question_of_three_options_has_buttons_with_its_text(tapping, line):
    sent = _asked(tapping, line, given.VAGUE)
    told = dict(sent.variables)
    assert sent.template == BUTTONS
    assert told["1"].startswith("Yang mana")
    assert (len(told["2"]) <= 20, told["3"]) == (True, "entry:nib-biaya")


def test_the_menu_is_a_list(tapping, line):
    sent = _asked(tapping, line, "menu")
    assert sent.template == LIST
    assert len(sent.variables) == 1 + 2 * 7
    assert max(len(label) for number, label in sent.variables if int(number) % 2 == 0) <= 24


def test_a_tap_leads_where_the_number_leads(tapping, line):
    _asked(tapping, line, given.VAGUE)
    given.hear(tapping, "Biaya", payload="entry:nib-biaya")
    assert given.rows(tapping, "decisions")[-1]["entry"] == "nib-biaya"


def test_sms_and_desks_without_templates_ask_by_numbers(desk, tapping, line):
    assert _asked(tapping, line, given.VAGUE, channel="sms").template == ""
    sent = _asked(desk, line, given.VAGUE, address=given.OTHER)
    assert (sent.template, "\n1 " in sent.text) == ("", True)


def test_a_question_of_another_size_is_asked_by_numbers(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, TWILIO_CHOICES=f"9={LIST}")
    assert _asked(desk, line, given.VAGUE).template == ""


def test_only_the_last_part_of_a_long_text_carries_the_choices(tapping):
    given.hear(tapping)
    face_id = given.one(tapping, "conversations")["id"]
    options = tuple(Option(str(n), f"entry:{n}", f"pilihan {n}") for n in range(3))
    with tapping.store.write() as tx:
        scene = Scene(tapping, tx, given.mind(), conversations.by_id(tx, face_id))
        _carry.say(scene, "kata " * 400, Voice("bot", choices=options))
    assert [bool(row["choices"]) for row in given.rows(tapping, "outbox")[1:]] == [False, True]
