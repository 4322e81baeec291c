"""One-time links and one-time codes: how officers get in safely. Sessions live elsewhere."""

from __future__ import annotations

import hashlib
import secrets

import pyotp

from bot.desk._passwords import hashed, refuse_weak
from bot.desk.desk import Desk
from bot.desk.officers import Session, known
from bot.errors import NotFound, SignInRefused
from bot.model.clock import later
from bot.model.officer import Officer
from bot.store import audit, officers, staff

INVITE_S = 30 * 60.0
ISSUER = "TANYA PTSP"


def invite(desk: Desk, login: str, *, by: str) -> str:
    """The path of a one-time link by which an officer sets a password; dies in 30 minutes."""
    token = secrets.token_urlsafe(32)
    with desk.store.write() as tx:
        row = known(tx, login)
        expires = later(desk.now(), INVITE_S)
        staff.invite(tx, digest=_digest(token), officer=row["id"], expires=expires)
        audit.note(tx, actor=by, what="invited", object_=row["id"], now=desk.now())
    return f"/console/undangan/{token}"


def is_invited(desk: Desk, token: str) -> bool:
    """Whether this one-time link may still be used."""
    digest = _digest(token)
    return desk.store.read(lambda tx: staff.invited(tx, digest, desk.now())) is not None


def accept(desk: Desk, token: str, password: str) -> None:
    """Set the password by a one-time link; all sessions end. NotFound for any other link."""
    digest = _digest(token)
    row = desk.store.read(lambda tx: staff.invited(tx, digest, desk.now()))
    if row is None:
        raise NotFound("invitation")
    refuse_weak(password, (row["login"], row["name"]))
    fresh = hashed(password)  # slow on purpose: not under the write lock, and for no stranger
    with desk.store.write() as tx:
        officer = staff.use_invite(tx, digest, desk.now())
        if not officer:  # somebody was faster
            raise NotFound("invitation")
        officers.set_password(tx, officer, password_hash=fresh, must_change=False)
        officers.end_sessions(tx, now=desk.now(), officer=officer)
        audit.note(tx, actor=officer, what="invite_used", object_=officer, now=desk.now())


def new_code_secret(officer: Officer) -> tuple[str, str]:
    """A fresh secret for one-time codes and the address that an app reads as a QR code."""
    secret = pyotp.random_base32()
    return secret, code_address(officer, secret)


def code_address(officer: Officer, secret: str) -> str:
    """The address that an app reads as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=officer.login, issuer_name=ISSUER)


def switch_on_codes(desk: Desk, session: Session, secret: str, code: str) -> None:
    """Require one-time codes from now on, once the officer has shown a right one."""
    if not pyotp.TOTP(secret).verify(code, for_time=desk.clock(), valid_window=1):
        raise SignInRefused
    with desk.store.write() as tx:
        officers.set_totp(tx, session.officer.id, secret)
        audit.note(tx, actor=session.officer.id, what="codes_on", object_="", now=desk.now())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
