"""Promises about officers: who is added, invited, there; what a role may do."""

import pytest

from bot.desk import credentials, officers, presence, staffing
from bot.errors import BadInput, Duplicate, NotAllowed, NotFound
from bot.model.officer import ADMIN, READ, STEER
from tests.desk import given
from tests.desk.signing import LONG, OFFICE


def test_the_first_admin_is_made_once(desk):
    assert officers.first_admin(desk)
    assert officers.first_admin(desk) == ""
    assert [(o.login, o.role) for o in officers.everyone(desk)] == [("admin", "admin")]


def test_a_login_is_taken_once(desk):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    with pytest.raises(Duplicate):
        officers.add(desk, " PETUGAS-C", "Another", "officer", by="admin")


@pytest.mark.parametrize(
    ("login", "name", "role"),
    [
        ("", "Petugas C", "officer"),
        ("petugas-c", " ", "officer"),
        ("petugas-c", "Petugas C", "king"),
    ],
)
def test_an_officer_needs_a_login_a_name_and_a_known_role(desk, login, name, role):
    with pytest.raises(BadInput):
        officers.add(desk, login, name, role, by="admin")


def test_who_is_disabled_is_no_longer_listed(desk):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    staffing.disable(desk, "petugas-c", by="admin")
    assert officers.everyone(desk) == []


def test_an_officer_chooses_a_language(desk):
    password = officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = officers.sign_in(desk, "petugas-c", password, OFFICE)
    session = officers.session(desk, token)
    officers.set_language(desk, session, "en")
    assert officers.session(desk, token).officer.language == "en"
    with pytest.raises(BadInput):
        officers.set_language(desk, session, "fr")


def test_an_act_beyond_the_role_is_refused_and_kept(desk):
    petugas_c = given.officer(desk)
    officers.require(petugas_c, READ)
    for permission in (ADMIN, STEER):
        with pytest.raises(NotAllowed):
            officers.require(petugas_c, permission)
    officers.denied(desk, petugas_c, "switches")
    assert given.one(desk, "audit")["object"] == "switches"


def test_an_invitation_sets_a_password_once_within_half_an_hour(desk):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = credentials.invite(desk, "petugas-c", by="admin").rpartition("/")[2]
    assert token not in str(given.rows(desk, "invites"))
    credentials.accept(desk, token, LONG)
    assert officers.sign_in(desk, "petugas-c", LONG, OFFICE)
    with pytest.raises(NotFound):
        credentials.accept(desk, token, LONG)


def test_an_invitation_dies(desk):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = credentials.invite(desk, "petugas-c", by="admin").rpartition("/")[2]
    desk.clock.forward(minutes=31)
    with pytest.raises(NotFound):
        credentials.accept(desk, token, LONG)


@pytest.mark.parametrize("token", ["", " ", "0", "\0", "ÄÖ", "A" * 43])
def test_no_other_link_is_an_invitation(desk, token):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    credentials.invite(desk, "petugas-c", by="admin")
    with pytest.raises(NotFound):
        credentials.accept(desk, token, LONG)


def test_an_invitation_takes_no_weak_password(desk):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = credentials.invite(desk, "petugas-c", by="admin").rpartition("/")[2]
    with pytest.raises(BadInput):
        credentials.accept(desk, token, "short")


def test_a_password_is_hashed_for_invited_people_only_and_under_no_lock(desk, monkeypatch):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = credentials.invite(desk, "petugas-c", by="admin").rpartition("/")[2]
    hashed = []

    def hash_it(password):
        with desk.store.write():  # would wait in vain for itself
            hashed.append(password)
        return "-"

    monkeypatch.setattr(credentials, "hashed", hash_it)
    with pytest.raises(NotFound):
        credentials.accept(desk, "A" * 43, LONG)
    assert hashed == []
    credentials.accept(desk, token, LONG)
    assert hashed == [LONG]


def test_an_invitation_used_twice_at_one_instant_counts_once(desk, monkeypatch):
    officers.add(desk, "petugas-c", "Petugas C", "officer", by="admin")
    token = credentials.invite(desk, "petugas-c", by="admin").rpartition("/")[2]
    hash_it = credentials.hashed

    def slowly(password):
        monkeypatch.setattr(credentials, "hashed", hash_it)
        credentials.accept(desk, token, "kuda putih menyeberang")
        return hash_it(password)

    monkeypatch.setattr(credentials, "hashed", slowly)
    with pytest.raises(NotFound):
        credentials.accept(desk, token, LONG)
    assert officers.sign_in(desk, "petugas-c", "kuda putih menyeberang", OFFICE)


def test_an_officer_is_available_or_away(desk):
    petugas_c = given.officer(desk)
    presence.set_presence(desk, petugas_c, "away")
    assert given.one(desk, "officers")["presence"] == "away"
    with pytest.raises(BadInput):
        presence.set_presence(desk, petugas_c, "asleep")


def test_colleagues_see_who_looks_and_types_just_now(desk):
    petugas_c, petugas_b = given.officer(desk), given.officer(desk, "Petugas B")
    assert presence.gaze(desk, petugas_c, "t1", typing=True) == []
    seen = presence.gaze(desk, petugas_b, "t1", typing=False)
    assert [(row["name"], row["typing"]) for row in seen] == [("Petugas C", 1)]
    desk.clock.forward(seconds=21)
    assert presence.gaze(desk, petugas_b, "t1", typing=False) == []
