"""What every answer says to the browser: policy, caching, cookies. No page here."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, g, request

from bot.console import here

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {whom}" for what, whom in ALLOWED.items())
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
A_YEAR_S = 365 * 24 * 3600
FOR_EVER = f"public, max-age={A_YEAR_S}, immutable"


def protect(response: Response) -> Response:
    """Add the headers that a view has not set itself, and the mark of a new browser."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if here.desk().settings.https:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR_S}"
    if (
        request.blueprint == "assets"
        and response.status_code == HTTPStatus.OK
        and "v" in request.args
    ):
        response.headers["Cache-Control"] = FOR_EVER
    elif request.blueprint != "assets":
        response.headers.setdefault("Cache-Control", "no-store")
    if "device" in g and here.device() != request.cookies.get(here.cookie_name("device")):
        keep(response, "device", here.device(), A_YEAR_S)
    return response


def keep(response: Response, what: str, value: str, seconds: int | None = None) -> None:
    """Set one of our cookies; without seconds it ends with the browser."""
    response.set_cookie(
        here.cookie_name(what),
        value,
        max_age=seconds,
        secure=here.desk().settings.https,
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response, what: str) -> None:
    """Take one of our cookies back."""
    response.delete_cookie(
        here.cookie_name(what), secure=here.desk().settings.https, httponly=True, samesite="Lax"
    )
