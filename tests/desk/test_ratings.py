"""Promises of ratings in the figures: who changes their mind counts once, by what they said last."""

import pytest

from bot.desk import figures, insight, suggesting
from bot.store import tickets
from tests.desk import given

BAD, GOOD = 1, 4


@pytest.fixture
def boss(desk):
    return given.officer(desk, "Petugas B", "supervisor")


def _rated(desk, ticket, *scores):
    """A citizen rates one ticket several times, and adds a sentence without a score."""
    for score in (*scores, None):
        with desk.store.write() as tx:
            comment = "" if score else "itu saja"
            tickets.rate(tx, ticket["id"], score=score, comment=comment, now=desk.now())


def _told(desk, boss, days=1):
    counts = figures.of_days(desk, boss, days).counts
    return counts["ratings"], counts["rating"]


def test_who_rates_a_ticket_twice_counts_once_by_the_latest(desk, boss):
    _rated(desk, given.escalated(desk), BAD, GOOD)
    _rated(desk, given.escalated(desk, given.OTHER), GOOD, 3)
    assert _told(desk, boss) == (2, 3.5)
    assert len(given.rows(desk, "ratings")) == 6


def test_a_rating_of_another_day_no_longer_counts_there(desk, boss):
    ticket = given.escalated(desk)
    _rated(desk, ticket, BAD)
    assert _told(desk, boss) == (1, BAD)
    desk.clock.forward(days=1)
    _rated(desk, ticket, GOOD)
    assert _told(desk, boss) == _told(desk, boss, days=2) == (1, GOOD)


def test_a_simulated_citizen_who_rates_twice_takes_nothing_from_the_others(desk, boss):
    object.__setattr__(desk.settings, "twilio_account_sid", "AC1")
    _rated(desk, given.escalated(desk, given.OTHER, line="simulator"), BAD, BAD)
    assert _told(desk, boss) == (0, None)
    _rated(desk, given.escalated(desk), BAD, GOOD)
    assert _told(desk, boss) == (1, GOOD)


def test_an_entry_is_rated_by_the_latest_of_real_citizens(desk):
    object.__setattr__(desk.settings, "twilio_account_sid", "AC1")
    for address, line, scores in (
        (given.CITIZEN, "twilio", (BAD, GOOD)),
        (given.OTHER, "simulator", (BAD,)),
    ):
        given.hear(desk, given.ASKED, address=address, line=line)
        _rated(desk, given.escalated(desk, address, line=line), *scores)
    told = insight.of_entry(desk, "nib-biaya").figures
    assert (told.ratings, told.rating) == (1, GOOD)


@pytest.mark.parametrize(("scores", "offered"), [((GOOD, BAD), 0), ((BAD, GOOD), 1)])
def test_a_reply_is_offered_again_if_it_was_liked_at_last(scores, offered, desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket, "Zonasi tidak ada.")
    _rated(desk, ticket, *scores)
    found = suggesting.search(desk, petugas_c, ticket["id"], "zonasi tidak ada")
    assert len([one for one in found if one.kind == "past"]) == offered
