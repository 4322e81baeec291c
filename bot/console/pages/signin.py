"""Sign in: one form, one refusal, the same words for every reason."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import guard, headers, here
from bot.console.page import PUBLIC, Page
from bot.desk import officers
from bot.errors import SignInRefused

BLUEPRINT = Blueprint("signin", __name__, url_prefix="/console/masuk")
PAGE = Page(BLUEPRINT, "", PUBLIC)


@BLUEPRINT.get("")
def show() -> ResponseReturnValue:
    """The form, or onwards for who is signed in already."""
    if here.session():
        return redirect(_onwards(), 303)
    return render_template("signin.html", refused=False, login="", onwards=_onwards())


@BLUEPRINT.post("")
def enter() -> ResponseReturnValue:
    """Begin a session under a new token."""
    login = request.form.get("login", "")
    try:
        token = officers.sign_in(
            here.desk(),
            login,
            request.form.get("password", ""),
            officers.Visitor(
                ip=here.address(),
                device=here.device(),
                agent=request.headers.get("User-Agent", ""),
            ),
            code=request.form.get("code", "").strip(),
        )
    except SignInRefused:
        page = render_template("signin.html", refused=True, login=login[:80], onwards=_onwards())
        return page, 401
    response = make_response(redirect(_onwards(), 303))
    headers.keep(response, "session", token)
    return response


def _onwards() -> str:
    return guard.local(request.values.get("next", "/console/"))
