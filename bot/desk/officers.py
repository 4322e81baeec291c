"""Officers: sign in and out, passwords, sessions, adding people. What becomes of them is `staffing`."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

import pyotp

from bot.desk._passwords import NOBODY, SHORTEST, fits, hashed, refuse_weak
from bot.desk.desk import Desk
from bot.errors import BadInput, NotAllowed, NotFound, SignInRefused
from bot.model.clock import later
from bot.model.officer import ADMIN, ROLES, Officer
from bot.store import Row, Tx, audit, officers

SHORTEST_PASSWORD = SHORTEST
IDLE_S, ABSOLUTE_S = 30 * 60.0, 10 * 3600.0
NOTED_S = 60.0  # once a minute is enough to know that a session is in use
LIMIT_S = 3600.0
TRIES_PER_LOGIN, TRIES_PER_IP = 10, 30


@dataclass(frozen=True)
class Session:
    """An open session: who, and the token that every form must carry."""

    id: str
    officer: Officer
    csrf: str
    must_change: bool
    must_set_codes: bool = False  # an admin without one-time codes, where they are required


@dataclass(frozen=True)
class Visitor:
    """From where somebody signs in."""

    ip: str
    device: str  # a random cookie that stays
    agent: str


def sign_in(desk: Desk, login: str, password: str, visitor: Visitor, *, code: str = "") -> str:
    """Check a login; the new session's secret token. SignInRefused, always with the same words.

    Tries are limited before anything is hashed: per login (except from a device that has
    succeeded before, so that a stranger cannot lock a colleague out) and per address.
    """
    login = login.strip().lower()
    keys = {"login_hash": _keyed(desk, login), "ip_hash": _keyed(desk, visitor.ip)}
    try_ = _counted(desk, keys, visitor.device)
    row = desk.store.read(lambda tx: officers.by_login(tx, login))
    good = fits(row["password_hash"] if row else NOBODY, password)
    good = bool(good and row and not row["disabled_at"])
    token = secrets.token_urlsafe(32)
    with desk.store.write() as tx:
        now = desk.now()
        good = good and _code_fits(desk, tx, row or {}, code)
        actor = row["id"] if row and good else keys["login_hash"]
        audit.note(
            tx, actor=actor, what=f"sign_in_{'ok' if good else 'failed'}", object_="", now=now
        )
        if good and row:
            officers.succeeded(tx, try_)
            began = {
                "id": _digest(token),
                "officer_id": row["id"],
                "csrf": secrets.token_urlsafe(32),
            }
            began |= {"ip": visitor.ip, "agent": visitor.agent[:200]}
            began |= {"created_at": now, "seen_at": now}
            officers.begin(tx, began)
    if not good:
        raise SignInRefused
    return token


def session(desk: Desk, token: str, *, in_use: bool = True) -> Session | None:
    """The open session behind a token; None when ended, idle for 30 min or 10 h old.

    A page that only refreshes itself is not `in_use`: it keeps no idle session alive.
    """
    if not token:
        return None
    key, now = _digest(token), desk.now()
    row = desk.store.read(lambda tx: officers.session(tx, key))
    if not row or row["seen_at"] < later(now, -IDLE_S) or row["began_at"] < later(now, -ABSOLUTE_S):
        return None
    if in_use and row["seen_at"] < later(now, -NOTED_S):
        with desk.store.write() as tx:
            officers.seen(tx, key, now)
    officer = _officer(row)
    codes = desk.settings.admin_totp == "1" and officer.may(ADMIN) and not row["totp_secret"]
    return Session(key, officer, row["csrf"], bool(row["must_change"]), codes)


def sign_out(desk: Desk, session_: Session) -> None:
    """End this session."""
    with desk.store.write() as tx:
        officers.end_sessions(tx, now=desk.now(), session=session_.id)


def add(desk: Desk, login: str, name: str, role: str, *, by: str) -> str:
    """Add an officer; the one-time password, to be changed at the first sign-in.

    BadInput for a missing name or unknown role, Duplicate for a login that is taken.
    """
    login = login.strip().lower()
    if role not in ROLES or not login or not name.strip():
        raise BadInput(f"login and name are needed, and a role of {', '.join(ROLES)}")
    password = secrets.token_urlsafe(12)
    row: Row = {"login": login, "name": name.strip()[:80], "role": role, "created_at": desk.now()}
    row |= {"password_hash": hashed(password), "must_change": 1}
    with desk.store.write() as tx:
        officer = officers.add(tx, row)
        audit.note(tx, actor=by, what="officer_added", object_=officer, now=desk.now(), detail=role)
    return password


def change_password(desk: Desk, session_: Session, old: str, new: str) -> None:
    """Set an own password; all other sessions end."""
    refuse_weak(new, (session_.officer.login, session_.officer.name))
    row = desk.store.read(lambda tx: officers.by_id(tx, session_.officer.id))
    if not row or not fits(row["password_hash"], old):
        raise SignInRefused
    fresh = hashed(new)  # slow on purpose: not under the write lock
    with desk.store.write() as tx:
        officers.set_password(tx, row["id"], password_hash=fresh, must_change=False)
        officers.end_sessions(tx, now=desk.now(), officer=row["id"], keep=session_.id)
        audit.note(tx, actor=row["id"], what="password_changed", object_=row["id"], now=desk.now())


def reset(desk: Desk, login: str, *, by: str) -> str:
    """A new one-time password, without one-time codes; every session of the officer ends."""
    password = secrets.token_urlsafe(12)
    fresh = hashed(password)
    with desk.store.write() as tx:
        row = known(tx, login)
        officers.set_password(tx, row["id"], password_hash=fresh, must_change=True)
        officers.set_totp(tx, row["id"], None)
        officers.end_sessions(tx, now=desk.now(), officer=row["id"])
        audit.note(tx, actor=by, what="password_reset", object_=row["id"], now=desk.now())
    return password


def set_language(desk: Desk, session_: Session, language: str) -> None:
    """The console's language for this officer."""
    if language not in {"id", "en"}:
        raise BadInput("id or en")
    with desk.store.write() as tx:
        officers.set_language(tx, session_.officer.id, language)


def everyone(desk: Desk) -> list[Officer]:
    """Officers who may sign in, by name."""
    rows = desk.store.read(officers.everyone)
    return [_officer(row) for row in rows if not row["disabled_at"]]


def former(desk: Desk) -> list[Officer]:
    """Officers who may not sign in any more, by name."""
    return [_officer(row) for row in desk.store.read(officers.everyone) if row["disabled_at"]]


def names(desk: Desk) -> dict[str, str]:
    """The name behind every officer's id, also of those who left."""
    return {row["id"]: row["name"] for row in desk.store.read(officers.everyone)}


def first_admin(desk: Desk) -> str:
    """Make the first admin where there is nobody yet; the one-time password, or ''."""
    if desk.store.read(officers.everyone):
        return ""
    return add(desk, "admin", "Admin", "admin", by="system")


def denied(desk: Desk, officer: Officer, where: str) -> None:
    """Keep in the audit that an officer tried what the role does not allow."""
    with desk.store.write() as tx:
        audit.note(tx, actor=officer.id, what="denied", object_=where, now=desk.now())


def require(officer: Officer, permission: str = ADMIN) -> None:
    """NotAllowed unless the officer's role holds the permission."""
    if not officer.may(permission):
        raise NotAllowed(officer.role)


def _code_fits(desk: Desk, tx: Tx, row: Row, code: str) -> bool:
    """Whether the one-time code is right and fresh, where the officer needs one."""
    if not row["totp_secret"]:
        return True
    codes = pyotp.TOTP(row["totp_secret"])
    here, told = codes.timecode(desk.clock()), code.strip().encode()
    steps = (here - 1, here, here + 1)  # a phone's clock may be half a minute off
    fit = (s for s in steps if hmac.compare_digest(codes.generate_otp(s).encode(), told))
    step = next(fit, None)
    return step is not None and officers.use_code(tx, row["id"], step)


def _counted(desk: Desk, keys: dict[str, str], device: str) -> str:
    """Count a try before it is looked at, so that many at one instant do not slip through; its id."""
    now = desk.now()
    with desk.store.write() as tx:
        by_login, by_ip = officers.failures(tx, **keys, since=later(now, -LIMIT_S))
        expected = by_login < TRIES_PER_LOGIN or (
            device and officers.knows_device(tx, login_hash=keys["login_hash"], device=device)
        )
        if not expected or by_ip >= TRIES_PER_IP:
            raise SignInRefused
        return officers.tried(tx, **keys, device=device, now=now)


def known(tx: Tx, login: str) -> Row:
    """The officer with this login; NotFound otherwise."""
    row = officers.by_login(tx, login.strip().lower())
    if not row:
        raise NotFound(f"officer {login}")
    return row


def _officer(row: Row) -> Officer:
    names = ("id", "login", "name", "role", "language", "presence")
    return Officer(*(row[name] for name in names))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _keyed(desk: Desk, text: str) -> str:
    return hmac.new(desk.settings.secret_key.encode(), text.encode(), "sha256").hexdigest()
