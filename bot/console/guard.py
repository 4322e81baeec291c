"""Who may come in: one look before every request, deny by default. Decides nothing else."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, Unauthorized

from bot.console import here
from bot.console.page import PUBLIC, TRIAL, Page
from bot.desk import officers
from bot.desk.officers import Session
from bot.errors import NotAllowed
from bot.model.officer import ADMIN, Officer

# webhooks.py answers for these itself: signatures, tokens and secrets instead of sessions
DOOR = ("/webhooks/", "/healthz", "/readyz", "/metrics", "/files/")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# where an officer may go before a new password is set
FIRST = frozenset({"account.password", "account.change", "account.leave", "account.language"})
CODES = FIRST | {"codes.show", "codes.switch_on"}  # before codes are set up, where they must be


def authorise() -> ResponseReturnValue | None:
    """None where the request may go on; NotAllowed, Unauthorized, BadRequest or a redirect."""
    if is_door() or request.blueprint == "assets":
        return None
    token = request.cookies.get(here.cookie_name("session"), "")
    g.session = officers.session(here.desk(), token, in_use=not here.is_live())
    if request.url_rule is None:
        return None  # there is no such page, and who is signed in is told so in their language
    page = here.pages().get(request.blueprint or "")
    if page is None:
        raise NotAllowed(f"no page answers for {request.endpoint}")
    request.max_content_length = page.largest
    refused = _refused(page, g.session)
    if refused is None and request.method not in SAFE:
        _check_csrf()
    return refused


def is_door() -> bool:
    """Whether the request is for a provider's or a machine's route."""
    return request.path.startswith(DOOR)


def local(path: str) -> str:
    """A path of this site to go on to; anything else becomes the first page."""
    parts = urlsplit(path)
    strange = parts.scheme or parts.netloc or "\\" in path or not path.isprintable()
    return "/console/" if strange or not path.startswith("/") or path.startswith("//") else path


def needed(page: Page) -> str:
    """The permission a page asks for, now that the settings are known."""
    if page.permission == TRIAL:
        return ADMIN if here.desk().settings.has_provider else PUBLIC
    return page.permission


def may_enter(officer: Officer, page: Page) -> bool:
    """Whether this page is open to the officer."""
    return needed(page) == PUBLIC or officer.may(needed(page))


def _refused(page: Page, session: Session | None) -> ResponseReturnValue | None:
    if needed(page) == PUBLIC:
        return None
    if session is None:
        return _sign_in_first()
    if not may_enter(session.officer, page):
        officers.denied(here.desk(), session.officer, request.endpoint or "")
        raise NotAllowed(session.officer.role)
    if session.must_change and request.endpoint not in FIRST:
        return redirect(url_for("account.password"), 303)
    if session.must_set_codes and request.endpoint not in CODES:
        return redirect(url_for("codes.show"), 303)
    return None


def _sign_in_first() -> ResponseReturnValue:
    if request.method == "GET" and not here.is_live() and not here.wants_json():
        return redirect(url_for("signin.show", next=request.full_path.rstrip("?")), 303)
    raise Unauthorized


def _check_csrf() -> None:
    given = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
    if not hmac.compare_digest(given.encode(), here.csrf_token().encode()):
        raise BadRequest("csrf")
