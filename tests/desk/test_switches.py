"""Promises of switches and notices: in force at once, for their time, kept in the audit."""

import pytest

from bot.desk import switches
from bot.errors import BadInput, NotAllowed, NotFound
from tests.desk import given


@pytest.fixture
def ibu(desk):
    return given.officer(desk, "Ibu", "supervisor")


def test_a_withdrawn_entry_is_handed_over_at_once(desk, ibu):
    switches.withdraw(desk, ibu, "nib-biaya", "angka berubah", None)
    given.hear(desk)
    assert given.one(desk, "tickets")["reason"] == "withdrawn"
    assert given.one(desk, "decisions")["rule"] == "withdrawn"


@pytest.mark.parametrize("target", ["nib", "bot"])
def test_a_family_or_the_whole_bot_can_be_withdrawn(desk, ibu, target):
    switches.withdraw(desk, ibu, target, "", None)
    given.hear(desk)
    assert given.one(desk, "messages")["state"] == "queued"


def test_a_switch_ends_by_itself(desk, ibu):
    switches.withdraw(desk, ibu, "bot", "", 2)
    assert len(switches.in_force(desk).switches) == 1
    desk.clock.forward(hours=2)
    assert switches.in_force(desk).switches == []


def test_a_switch_is_ended_by_hand(desk, ibu):
    switch = switches.withdraw(desk, ibu, "bot", "", None)
    switches.end(desk, ibu, switch)
    given.hear(desk)
    assert given.one(desk, "messages")["state"] == "answered"
    with pytest.raises(NotFound):
        switches.end(desk, ibu, switch)


def test_a_notice_stands_before_the_answers_of_its_family(desk, ibu, line):
    switches.announce(desk, ibu, "nib", " OSS sedang gangguan. ", None)
    switches.announce(desk, ibu, "reklame", "Loket reklame tutup.", None)
    given.hear(desk)
    given.send(desk)
    assert "OSS sedang gangguan." in line.texts[0]
    assert "Loket" not in line.texts[0]


def test_a_notice_for_all_stands_before_every_answer_until_it_ends(desk, ibu, line):
    notice = switches.announce(desk, ibu, "", "Kantor tutup.", None)
    given.hear(desk)
    switches.end(desk, ibu, notice)
    given.hear(desk)
    given.send(desk)
    assert ["Kantor tutup." in text for text in line.texts] == [True, False]


def test_only_what_exists_is_withdrawn_or_announced(desk, ibu):
    with pytest.raises(BadInput):
        switches.withdraw(desk, ibu, "no-such-entry", "", None)
    for family, text in (("no-family", "x"), ("nib", " "), ("nib", "x" * 301)):
        with pytest.raises(BadInput):
            switches.announce(desk, ibu, family, text, None)


def test_only_supervisors_steer(desk, ibu):
    petugas_c = given.officer(desk)
    switch = switches.withdraw(desk, ibu, "bot", "", None)
    with pytest.raises(NotAllowed):
        switches.withdraw(desk, petugas_c, "bot", "", None)
    with pytest.raises(NotAllowed):
        switches.announce(desk, petugas_c, "", "x", None)
    with pytest.raises(NotAllowed):
        switches.end(desk, petugas_c, switch)


def test_all_that_can_be_withdrawn_is_listed_in_the_readers_language(desk):
    assert switches.targets(desk)[0] == "bot"
    assert "nib-biaya" in switches.targets(desk)
    assert dict(switches.families(desk, "en")).keys() == dict(switches.families(desk, "id")).keys()


def test_every_switch_stands_in_the_audit(desk, ibu):
    switches.end(desk, ibu, switches.withdraw(desk, ibu, "bot", "", None))
    assert [row["what"] for row in given.rows(desk, "audit")] == [
        "switch_withdrawn",
        "switch_ended",
    ]
