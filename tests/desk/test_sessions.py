"""Promises of open sessions: one sees and ends one's own, an admin a colleague's."""

import pytest

from bot.desk import officers, sessions
from bot.errors import NotAllowed, NotFound
from tests.desk import given
from tests.desk.signing import OFFICE, STRANGER, enter


def test_ones_own_sessions_are_seen_and_ended(desk, password):
    here, phone = enter(desk, password), enter(desk, password, STRANGER)
    mine = officers.session(desk, here)
    assert {row["agent"] for row in sessions.of(desk, mine)} == {OFFICE.agent, STRANGER.agent}
    lost = next(row["id"] for row in sessions.of(desk, mine) if row["agent"] == STRANGER.agent)
    sessions.end(desk, mine, lost)
    assert officers.session(desk, phone) is None
    assert officers.session(desk, here)


def test_nobody_elses_session_can_be_ended(desk, password):
    mine = officers.session(desk, enter(desk, password))
    with pytest.raises(NotFound):
        sessions.end(desk, mine, "no such session")


def test_an_admin_ends_every_session_of_a_colleague(desk, password):
    token = enter(desk, password)
    mine = officers.session(desk, token)
    with pytest.raises(NotAllowed):
        sessions.end_all(desk, mine, "petugas-c")
    boss = officers.sign_in(
        desk, "boss", officers.add(desk, "boss", "Boss", "admin", by="x"), OFFICE
    )
    sessions.end_all(desk, officers.session(desk, boss), "petugas-c")
    assert officers.session(desk, token) is None
    assert given.rows(desk, "audit")[-1]["what"] == "sessions_ended"
