"""Chat commands: whole messages only, in any case, and the last message of a burst counts."""

import pytest

from bot.dialogue.rules.commands import BY_WORDS, COMMANDS
from bot.model.decision import AskRequest, OpenTicketFor, Prefer
from bot.model.turn import Part
from tests import make
from tests.dialogue.helpers import of, said


@pytest.mark.parametrize(
    ("text", "sentences", "effects"),
    [
        ("MENU", ["menu"], ()),
        ("menu.", ["menu"], ()),
        ("bantuan", ["menu"], ()),
        ("Status", ["status_none"], ()),
        ("BERHENTI", ["stop_done"], (Prefer(opted_out=True),)),
        ("stop", ["stop_done"], (Prefer(opted_out=True),)),
        ("Mulai", ["start_done", "menu"], (Prefer(opted_out=False),)),
        ("Data saya", ["data_copy_asked"], (AskRequest("copy"),)),
        ("hapus data", ["data_erase_asked"], (AskRequest("erase"),)),
        ("English", ["language_english"], (Prefer(language="en"),)),
        ("bahasa Indonesia", ["language_indonesian"], (Prefer(language="id"),)),
        ("bahasa", ["language_choose"], ()),
        ("hanya tulisan", ["text_only_on"], (Prefer(text_only=True),)),
        ("boleh gambar", ["text_only_off"], (Prefer(text_only=False),)),
    ],
)
def test_a_command_does_what_it_says(text, sentences, effects):
    decision = of(text=text)
    assert (decision.rule, decision.action, decision.state) == ("command", "answer", "answered")
    assert (said(decision), decision.effects) == (sentences, effects)


@pytest.mark.parametrize("text", ["usaha saya berhenti", "status permohonan saya", "menu makanan"])
def test_a_command_within_a_sentence_is_no_command(text):
    assert of(text=text).rule != "command"


def test_a_command_does_not_wait_for_the_rest_of_a_burst():
    assert of(text="menu", may_wait=True).rule == "command"


def test_a_command_at_the_end_of_a_burst_is_run():
    assert of(parts=(Part("text", "halo"), Part("text", "menu"))).rule == "command"


def test_the_menu_waits_for_a_number():
    assert of(text="menu").memory.pending.kind == "menu"


@pytest.mark.parametrize(
    "text", ["status", "tiket saya gimana", "2603-0001", "Cek tiket 2603-0001"]
)
def test_status_tells_that_the_ticket_waits(text):
    assert said(of(text=text, ticket=make.ticket())) == ["status_waiting"]


@pytest.mark.parametrize("text", ["0811-4345-757", "nomor permohonan 2603 0001 sampai mana"])
def test_another_number_asks_for_no_ticket(text):
    assert of(text=text).rule != "command"


def test_status_knows_no_ticket_that_is_resolved():
    assert said(of(text="status", ticket=make.ticket(state="resolved"))) == ["status_none"]


@pytest.mark.parametrize("text", ["petugas", "Admin", "0", "officer"])
def test_the_word_for_an_officer_opens_a_ticket_at_once(text):
    decision = of(text=text)
    assert (decision.action, decision.entry) == ("escalate", "bicara-petugas")
    assert said(decision) == ["ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "asked_person"),)


@pytest.mark.parametrize(
    "text", ["BERHENTI", "stop.", "Unsubscribe", "stopall", "opt-out", "UNREG"]
)
def test_a_stop_is_understood_in_both_languages(text):
    assert of(text=text).effects == (Prefer(opted_out=True),)


@pytest.mark.parametrize("text", ["Mulai", "start", "UNSTOP"])
def test_so_is_a_start(text):
    assert of(text=text).effects == (Prefer(opted_out=False),)


def test_the_providers_stop_word_is_kept_without_a_word():
    decision = of(text="STOP", opt_out_word="STOP")
    assert (decision.state, decision.ignored, said(decision)) == ("ignored", "opt_out_word", [])
    assert decision.effects == (Prefer(opted_out=True),)


def test_the_providers_start_word_is_kept_without_a_word():
    decision = of(text="START", opt_out_word="START")
    assert (said(decision), decision.effects) == ([], (Prefer(opted_out=False),))


def test_every_command_has_help_and_words_of_its_own():
    assert all(command.help for command in COMMANDS.values())
    assert len(BY_WORDS) == sum(len(command.words) for command in COMMANDS.values())
