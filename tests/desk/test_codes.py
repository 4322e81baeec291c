"""Promises of one-time codes: needed where switched on, each works once."""

from dataclasses import replace

import pyotp
import pytest

from bot.desk import credentials, officers
from bot.errors import SignInRefused
from tests.desk import given
from tests.desk.signing import OFFICE, enter


@pytest.fixture
def secret(desk, password):
    """Petugas C has switched one-time codes on."""
    secret, address = credentials.new_code_secret(given.officer(desk, "x"))
    assert address.startswith("otpauth://totp/")
    session = officers.session(desk, enter(desk, password))
    credentials.switch_on_codes(desk, session, secret, _code(desk, secret))
    return secret


def _code(desk, secret, seconds=0):
    return pyotp.TOTP(secret).at(desk.clock().timestamp() + seconds)


def test_who_has_codes_needs_one(desk, password, secret):
    for code in ("", "000000", "äöü"):
        with pytest.raises(SignInRefused):
            enter(desk, password, code=code)
    assert enter(desk, password, code=_code(desk, secret))


def test_a_code_works_once_and_no_older_one_after_it(desk, password, secret):
    older, code = _code(desk, secret, -30), _code(desk, secret)
    assert enter(desk, password, code=code)
    for again in (code, older):
        with pytest.raises(SignInRefused):
            enter(desk, password, code=again)
    assert enter(desk, password, code=_code(desk, secret, 30))


def test_a_wrong_code_switches_nothing_on(desk, password):
    session = officers.session(desk, enter(desk, password))
    with pytest.raises(SignInRefused):
        credentials.switch_on_codes(desk, session, pyotp.random_base32(), "000000")


def test_a_reset_drops_the_codes_of_a_lost_phone(desk, secret):
    assert enter(desk, officers.reset(desk, "petugas-c", by="operator"))


def test_admins_must_set_codes_where_they_are_required(desk):
    password = officers.first_admin(desk)
    desk = replace(desk, settings=replace(desk.settings, admin_totp="1"))
    token = officers.sign_in(desk, "admin", password, OFFICE)
    assert officers.session(desk, token).must_set_codes is True
