"""Promises of tappable questions: buttons where a template is configured, the same numbers everywhere else."""

import json

import pytest

from bot.desk import _carry
from bot.desk._scene import Scene, Voice
from bot.errors import Outcome, SendFailed
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


def _titles(sent, each=3):
    """Titles of what can be tapped: a row has three variables, a button two."""
    return [text for _, text in sent.variables[1::each]]


def _tapped(desk, text, *options):
    """The message of a question of our own, as it goes out."""
    _kept(desk, text, *options)
    given.send(desk)
    return given.rows(desk, "outbox")[-1]


def test_a_question_of_two_options_has_buttons(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, TWILIO_CHOICES=f"2={BUTTONS}")
    _tapped(desk, "Mau?\n\nKami teruskan.\n1 Ya, teruskan\n2 Tidak", YES, NO)
    sent = line.sent[-1]
    assert sent.template == BUTTONS
    assert [text for _, text in sent.variables] == [
        "Mau? \N{EM DASH} Kami teruskan.",
        *("1 Ya, teruskan", "person", "2 Tidak", "none"),
    ]


def test_what_does_not_fit_a_button_is_asked_by_numbers(tapping, line):
    sent = _asked(tapping, line, given.VAGUE)
    assert (sent.template, "\n1 " in sent.text) == ("", True)


def test_the_menu_is_a_list(tapping, line):
    sent = _asked(tapping, line, "menu")
    assert sent.template == LIST
    assert len(sent.variables) == 1 + 3 * 7
    assert max(map(len, _titles(sent))) <= 24
    assert dict(sent.variables)["4"] == "Usaha (NIB, KBLI, LKPM)"


def test_what_can_be_tapped_is_worded_as_its_numbered_line(tapping, line):
    sent = _asked(tapping, line, "menu")
    lines = given.rows(tapping, "outbox")[-1]["body"].splitlines()
    assert all(any(said.startswith(title) for said in lines) for title in _titles(sent))


def test_no_variable_is_empty_or_holds_a_line_feed(tapping, line):
    """Twilio refuses both (21656)."""
    told = [text for _, text in _asked(tapping, line, "menu").variables]
    assert all(told)
    assert not any("\n" in text or "     " in text for text in told)
    assert told[0].startswith("Apa yang ingin diurus?")
    assert "Reklame" not in told[0]


def test_a_tap_leads_where_the_number_leads(tapping, line):
    _asked(tapping, line, given.VAGUE)
    given.hear(tapping, "Biaya", payload="entry:nib-biaya")
    assert given.rows(tapping, "decisions")[-1]["entry"] == "nib-biaya"


def test_a_tap_of_which_only_the_title_is_told_leads_there_too(tapping, line):
    """Reconciliation lists a tap without its id."""
    for title in _titles(_asked(tapping, line, "menu"))[:6]:
        given.hear(tapping, "menu")
        given.hear(tapping, title, recovered=True)
        told = given.rows(tapping, "decisions")[-1]
        assert told["rule"] == "choice_made", title


def _kept(desk, text, *options):
    """What the outbox keeps to be tapped when this question is asked."""
    given.hear(desk)
    with desk.store.write() as tx:
        face = conversations.by_id(tx, given.one(desk, "conversations")["id"])
        _carry.say(Scene(desk, tx, given.mind(), face), text, Voice("bot", choices=options))
    told = given.rows(desk, "outbox")[-1]["choices"]
    return json.loads(told) if told else []


YES, NO, OFFICER = (
    Option("1", "person", "ya"),
    Option("2", "none", "tidak"),
    Option("0", "person", ""),
)


def test_two_ways_to_say_the_same_are_one_button(desk):
    """Providers refuse a question with two buttons of one id."""
    kept = _kept(desk, "Mau?\n1 Ya, teruskan\n2 Tidak\n0 Petugas", YES, NO, OFFICER)
    assert kept == [["person", "1 Ya, teruskan"], ["none", "2 Tidak"]]


def test_a_question_without_numbered_lines_has_nothing_to_tap(desk):
    assert _kept(desk, "Untuk memastikan, balas PETUGAS.\n1 minggu cukup.", YES, NO, OFFICER) == []


def test_a_question_that_is_still_open_is_not_asked_again_by_the_next_answer(tapping, line):
    _asked(tapping, line, "halo")
    again = _asked(tapping, line, "halo lagi")
    assert (again.template, given.rows(tapping, "outbox")[-1]["choices"]) == ("", "")


def test_a_template_that_is_refused_gives_way_to_the_numbers(tapping, line):
    line.sends = [SendFailed(Outcome.EXTRAS, "63013")]
    sent = _asked(tapping, line, "menu")
    assert (sent.template, sent.text.splitlines()[1][:2]) == ("", "1 ")
    assert [message.template for message in line.sent] == [LIST, ""]


def test_the_rating_can_be_tapped_too(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, TWILIO_CHOICES=f"4={LIST}")
    petugas_c, ticket = given.held(desk, line)
    given.resolve(desk, petugas_c, ticket)
    given.send(desk)
    taps = [text for _, text in line.sent[-1].variables][2::3]
    assert taps == [f"rate:{n}:{ticket['id']}" for n in range(1, 5)]
    given.hear(desk, "4 Sangat baik", payload=taps[3])
    rated = given.one(desk, "ratings")
    assert (rated["score"], rated["comment"]) == (4, "")


def test_a_tap_on_an_older_rating_counts_for_its_own_ticket(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, TWILIO_CHOICES=f"4={LIST}")
    petugas_c, ticket = given.held(desk, line)
    given.resolve(desk, petugas_c, ticket)
    newer = given.escalated(desk)
    given.claim(desk, petugas_c, newer)
    given.resolve(desk, petugas_c, newer)
    given.hear(desk, "1 Tidak baik", payload=f"rate:1:{ticket['id']}")
    given.hear(desk, "4")
    told = [(row["ticket_id"], row["score"]) for row in given.rows(desk, "ratings")]
    assert told == [(ticket["id"], 1), (newer["id"], 4)]


@pytest.mark.parametrize("whose", ["another's", "nobody's"])
def test_a_tap_rates_no_ticket_of_somebody_else(whose, tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line)
    ticket = given.escalated(desk)["id"] if whose == "another's" else "no-such-ticket"
    given.hear(desk, "4 Sangat baik", payload=f"rate:4:{ticket}", address=given.OTHER)
    given.hear(desk, "ramah sekali", address=given.OTHER)
    assert given.rows(desk, "ratings") == []


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
        numbered = "\n".join(f"{o.key} {o.label}" for o in options)
        _carry.say(scene, "kata " * 400 + "\n" + numbered, Voice("bot", choices=options))
    assert [bool(row["choices"]) for row in given.rows(tapping, "outbox")[1:]] == [False, True]
