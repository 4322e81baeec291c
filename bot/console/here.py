"""What the present request is about: its desk, its session, its officer, its tokens. No rules."""

from __future__ import annotations

import hmac
import re
import secrets
from typing import cast

from flask import current_app, g, request

from bot.console.page import Page
from bot.desk import Desk
from bot.desk.officers import Session
from bot.errors import NotAllowed
from bot.model.officer import Officer

DEVICE = re.compile(r"[A-Za-z0-9_-]{43}")


def desk() -> Desk:
    """The desk of this application."""
    return cast("Desk", current_app.extensions["desk"])


def pages() -> dict[str, Page]:
    """Every page by the name of its blueprint."""
    return cast("dict[str, Page]", current_app.extensions["pages"])


def session() -> Session | None:
    """Who is signed in, once the guard has looked."""
    return cast("Session | None", g.get("session"))


def signed_in() -> Session:
    """The session of a page that only officers see."""
    found = session()
    if found is None:
        raise NotAllowed("nobody is signed in")
    return found


def officer() -> Officer:
    """The officer of a page that only officers see."""
    return signed_in().officer


def cookie_name(what: str) -> str:
    """`__Host-` binds the cookie to this very host; browsers take it over https only."""
    return f"__Host-{what}" if desk().settings.https else what


def address() -> str:
    """Who asks: what the outermost of our PROXY_HOPS proxies saw, else the other end of the line.

    Whatever a stranger writes into the header stands further left and is never read.
    """
    hops, told = int(desk().settings.proxy_hops), request.headers.getlist("X-Forwarded-For")
    seen = [one.strip() for line in told for one in line.split(",") if one.strip()]
    return seen[-hops] if 0 < hops <= len(seen) else request.remote_addr or ""


def device() -> str:
    """The random mark of this browser; made on its first visit."""
    if "device" not in g:
        known = request.cookies.get(cookie_name("device"), "")
        g.device = known if DEVICE.fullmatch(known) else secrets.token_urlsafe(32)
    return cast("str", g.device)


def csrf_token() -> str:
    """What every unsafe request must carry: bound to the session, or to the browser before one."""
    found = session()
    return found.csrf if found else keyed("csrf", device())


def keyed(*parts: str) -> str:
    """A value that only we can have made of these parts."""
    secret = desk().settings.secret_key.encode()
    return hmac.new(secret, "\0".join(parts).encode(), "sha256").hexdigest()


def look(about: str) -> str:
    """The key that a page about something personal carries: this session's look at it is logged."""
    return keyed("opened", signed_in().id, about)


def looks_again(about: str) -> bool:
    """Whether such a page refreshes itself, which is no new look."""
    return hmac.compare_digest(request.headers.get("X-Live", "").encode(), look(about).encode())


def is_live() -> bool:
    """Whether the page refreshes itself: such a request keeps no idle session alive."""
    return "X-Live" in request.headers or "text/event-stream" in request.headers.get("Accept", "")


def wants_json() -> bool:
    """Whether the caller asked for data instead of a page."""
    accepted = request.accept_mimetypes
    return accepted.best_match(["text/html", "application/json"]) == "application/json"
