"""One's own account: password, language, signing out."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import guard, headers, here
from bot.console.page import Page
from bot.desk import officers, sessions
from bot.errors import BadInput, SignInRefused
from bot.model.officer import READ

BLUEPRINT = Blueprint("account", __name__, url_prefix="/console")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("/sandi")
def password() -> str:
    """The form for a new password."""
    return _form("")


@BLUEPRINT.post("/sandi")
def change() -> ResponseReturnValue:
    """Set it; every other session of the officer ends."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _form("different"), 400
    try:
        officers.change_password(here.desk(), here.signed_in(), old, new)
    except BadInput:
        return _form("weak"), 400
    except SignInRefused:
        return _form("old"), 400
    return redirect(url_for("queue.show", told="password"), 303)


@BLUEPRINT.post("/keluar")
def leave() -> ResponseReturnValue:
    """End the session and leave nothing in the browser."""
    officers.sign_out(here.desk(), here.signed_in())
    response = make_response(redirect(url_for("signin.show"), 303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    headers.forget(response, "session")
    return response


@BLUEPRINT.post("/sesi")
def end_session() -> ResponseReturnValue:
    """End one of the own sessions, on another device."""
    sessions.end(here.desk(), here.signed_in(), request.form.get("which", ""))
    return redirect(url_for("account.password", told="session_ended"), 303)


@BLUEPRINT.post("/bahasa")
def language() -> ResponseReturnValue:
    """The console's language for this officer."""
    officers.set_language(here.desk(), here.signed_in(), request.form.get("language", ""))
    return redirect(guard.local(request.form.get("next", "/console/")), 303)


def _form(wrong: str) -> str:
    me = here.signed_in()
    return render_template(
        "password.html",
        wrong=wrong,
        must=me.must_change,
        shortest=officers.SHORTEST_PASSWORD,
        sessions=sessions.of(here.desk(), me),
        present=me.id,
    )
