"""What a person sees when something goes wrong: a plain page with an id, never a trace."""

from __future__ import annotations

import secrets

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from bot import errors
from bot.console import guard, here, words

STATUS: dict[type[Exception], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Taken: 409,
    errors.Outdated: 409,
    errors.Conflict: 409,
    errors.Duplicate: 409,
    errors.LastAdmin: 409,
    errors.BadInput: 400,
    errors.BadRequest: 400,
    errors.BadFaq: 400,
    errors.SignInRefused: 401,
    errors.StoreUnavailable: 503,
}
EXPLAINED = frozenset({400, 401, 403, 404, 405, 409, 413, 500, 503})
FAULT = 500


def install(app: Flask) -> None:
    """Answer every error of the application."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response | tuple[Response, int]:
    """The page (or, when asked for, the JSON) that explains an error."""
    status, mark = _status(error), secrets.token_hex(4)
    if status >= FAULT:
        log = here.desk().log
        log.error("request failed", mark=mark, endpoint=request.endpoint, exc_info=error)
    if guard.is_door():
        return Response(f"error {mark}\n", status, content_type="text/plain; charset=utf-8")
    winner = error.winner if isinstance(error, errors.Taken) else ""
    if here.wants_json():
        return jsonify(error=type(error).__name__, status=status, id=mark, winner=winner), status
    kind = "outdated" if isinstance(error, errors.Outdated) else ""
    page = render_template(
        "fault.html", status=status, mark=mark, winner=winner, kind=kind, about=_about(status),
        reason=_reason(error), ticket=(request.view_args or {}).get("ticket", ""),
        inside=here.session() is not None or request.path.startswith("/console/"),
    )  # fmt: skip
    return Response(page, status, content_type="text/html; charset=utf-8")


def _reason(error: Exception) -> str:
    """What to write instead, where it is told in the reader's language."""
    told = error.args[0] if isinstance(error, errors.BadInput) and error.args else ""
    return told.told(words.language()) if isinstance(told, errors.Telling) else ""


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.code or FAULT
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), FAULT)


def _about(status: int) -> int:
    """Which of our explanations fits: the status itself, or the plainest of its kind."""
    return status if status in EXPLAINED else 400 if status < FAULT else FAULT
