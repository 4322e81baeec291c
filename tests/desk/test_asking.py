"""Promises of asking without a citizen: `faq ask`, `chat`, the simulator's phone, counting, privacy."""

from contextlib import closing
from dataclasses import replace

import pytest

from bot.desk import ask, chatting, ledger, simulator, wording
from bot.errors import BadInput
from intents import Explanation
from tests.clock import FakeClock
from tests.conversations.conftest import Play
from tests.desk import given
from tests.script import read
from tests.talk import Talk


def test_a_question_gets_the_real_decision_and_leaves_no_row(desk):
    told = ask.ask(desk, given.mind(), given.ASKED).as_dict()
    assert (told["action"], told["entry"], told["confidence"]) == ("answer", "nib-biaya", 0.97)
    assert (told["candidates"], told["rule"]) == ([["nib-biaya", 0.97]], "answer")
    assert told["ms"] >= 0
    assert given.rows(desk, "messages") == []


@pytest.mark.parametrize(
    ("text", "action", "entry"),
    [
        ("petugas", "escalate", "bicara-petugas"),
        ("halo", "answer", "salam"),
        ("terima kasih", "answer", "terima-kasih"),
        (given.OUTSIDE, "refuse", None),
        (given.VAGUE, "clarify", None),
        ("6474015503900001", "refuse", None),
    ],
)
def test_every_action_has_its_public_name(desk, text, action, entry):
    told = ask.ask(desk, given.mind(), text).as_dict()
    assert (told["action"], told["entry"]) == (action, entry)


def test_the_answer_before_is_the_context(desk):
    asked = []

    class Listening(given.Script):
        def match(self, text, *, previous=None):
            asked.append(previous)
            return super().match(text, previous=previous)

    mind = replace(given.mind(), matcher=Listening())
    ask.ask(desk, mind, "kalau yang lama?", previous="nib-biaya")
    ask.ask(desk, mind, "kalau yang lama?")
    assert asked == ["nib-biaya", None]


class Explaining(given.Script):
    """Tells what it was asked to explain."""

    def explain(self, text, *, previous=None):
        return Explanation(text=text, focus=previous or "", verdict="escalate", because="")


@pytest.mark.parametrize(
    ("text", "read", "previous", "signals"),
    [
        ("kalau yang lama?", "kalau yang lama?", "nib-biaya", set()),
        ("nik 6474015503900001 error", "nik   error", "nib-biaya", set()),
        ("bukan itu", "bukan itu", "", {"dissatisfied"}),  # then the answer before is no context
    ],
)
def test_why_is_told_of_the_text_that_the_decision_reads(text, read, previous, signals):
    mind = replace(given.mind(), matcher=Explaining())
    told = ask.why(mind, text, "nib-biaya")
    assert (told.text, told.focus) == (read, previous)
    assert set(told.signals) >= signals
    assert all(isinstance(words, tuple) for words in told.signals.values())
    assert ask.why(mind, "kalau yang lama?").focus == ""


# --- chat


@pytest.fixture
def phone(tmp_path, clock, line):
    """A desk with the simulator alone."""
    line.name = "simulator"
    opened = given.desk(tmp_path, clock, line)
    yield opened
    opened.store.close()


def test_a_chat_in_the_terminal_prints_what_a_golden_conversation_holds(phone):
    chat = chatting.Chat(phone, "whatsapp", "+62000")
    lines = chatting.shown(chat.say(given.ASKED))
    assert lines[0].startswith("Bot:      Membuat NIB")
    assert lines[-1] == "          [answer: nib-biaya 97%]"
    assert chatting.shown(chat.say("halo"))[-1].startswith("          [answer: salam")


def test_a_chat_shows_each_answer_once(phone):
    chat = chatting.Chat(phone, "sms", "+62000")
    chat.say(given.ASKED)
    phone.clock.forward(seconds=1)
    assert len(chat.say("petugas").bubbles) == 1


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_chat_that_was_saved_is_a_golden_conversation(channel, tmp_path):
    path, lines = tmp_path / "saved.txt", []
    with closing(Talk(channel, FakeClock())) as talk:
        chat = chatting.Chat(talk.desk, channel, "+62000")
        for text in ("nib bayar?", "halo", "petugas"):
            reply = chat.say(text)
            lines += chatting.saved(text, reply)
        title = chatting.begun(talk.desk, channel, title=True)
    assert lines[:3] == ["Citizen:  nib bayar?", "Bot:      ...", "          [answer: nib-biaya]"]
    path.write_text("\n".join([title, *lines]))
    script = read(path)
    with closing(Talk(channel, FakeClock(script.start))) as talk:
        Play(talk, script.steps, path, accept=False).run()


# --- the phone on the screen


def test_the_phone_shows_what_was_said_and_what_has_left_us(phone):
    given.hear(phone, line="simulator")
    given.send(phone)
    phone.clock.forward(seconds=1)
    given.hear(phone, "halo", line="simulator")
    given.hear(phone, "petugas", line="simulator")  # its answer has not left yet
    bubbles = simulator.thread(phone, "whatsapp", given.CITIZEN)
    assert [bubble.mine for bubble in bubbles] == [True, False, True, True]
    assert bubbles[1].state == "sent"


def test_the_phone_shows_no_real_citizen(desk):
    given.hear(desk)
    assert simulator.thread(desk, "whatsapp", given.CITIZEN) == []
    assert simulator.thread(desk, "sms", "+62999") == []


def test_a_photo_can_be_attached_to_the_phone(phone):
    address = simulator.attach(phone, b"jpeg", "image/jpeg")
    name = address.removeprefix("simulator:")
    assert (phone.settings.var / "simulator" / name).read_bytes() == b"jpeg"
    for data, kind in ((b"x", "image/svg+xml"), (b"x" * 5_000_001, "image/jpeg")):
        with pytest.raises(BadInput):
            simulator.attach(phone, data, kind)


def test_only_our_own_page_knows_the_simulators_key(phone):
    another = replace(phone.settings, secret_key="another")  # noqa: S106
    assert simulator.key(phone) != simulator.key(replace(phone, settings=another))


# --- what texts cost and promise


def test_an_sms_is_counted_in_segments_and_rupiah(desk):
    cost = wording.count(desk, "sms", "a" * 161)
    assert (cost.messages, cost.encoding, cost.units, cost.rupiah) == (2, "gsm7", 161, 700)


def test_the_characters_that_make_an_sms_dearer_are_named(desk):
    cost = wording.count(desk, "sms", "Selamat 你")
    assert (cost.encoding, cost.culprits) == ("ucs2", ("你",))


def test_a_whatsapp_reply_costs_by_the_message(desk):
    cost = wording.count(desk, "whatsapp", "halo 😀")
    assert (cost.messages, cost.units, cost.rupiah) == (1, 7, 480)
    with pytest.raises(BadInput):
        wording.count(desk, "pigeon", "x")


@pytest.mark.parametrize(
    ("prices", "rupiah"), [({"sms_segment_idr": "350.5"}, 701), ({}, 0)], ids=["cents", "unknown"]
)
def test_a_price_may_have_cents_or_be_unknown(desk, prices, rupiah):
    catalogue = given.mind().catalogue
    office = replace(catalogue.office, prices=prices)
    mind = replace(given.mind(), catalogue=replace(catalogue, office=office))
    desk = replace(desk, minds=given.OneMind(mind))
    assert wording.count(desk, "sms", "a" * 161).rupiah == rupiah


def test_the_privacy_page_names_contact_and_provider(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, PRIVACY_CONTACT="pdp@kantor.example")
    for language in ("id", "en"):
        text = " ".join(told for _, told in wording.privacy(desk, language))
        assert "pdp@kantor.example" in text
        assert "Twilio" in text
        assert "{" not in text


def test_the_ledger_tells_of_every_message_once(desk):
    given.hear(desk)
    given.hear(desk, "halo", address=given.OTHER)
    told = [(entry["decisions"], entry["state"]) for entry in ledger.entries(desk)]
    assert told == [(1, "answered"), (0, "waiting")]
    given.run(desk, "UPDATE messages SET state = 'received' WHERE state = 'waiting'")
    assert [entry["state"] for entry in ledger.entries(desk)] == ["answered", "waiting"]
