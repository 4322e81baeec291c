"""One-time codes from an app on the phone, as a second key of one's own account."""

from __future__ import annotations

import re

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.desk import credentials
from bot.errors import BadInput, SignInRefused
from bot.model.officer import READ

BLUEPRINT = Blueprint("codes", __name__, url_prefix="/console/kode")
PAGE = Page(BLUEPRINT, "", READ)
SECRET = re.compile(r"[A-Z2-7]{32}")


@BLUEPRINT.get("")
def show() -> str:
    """A fresh secret as a picture for the app, and as text."""
    secret, uri = credentials.new_code_secret(here.officer())
    return _form(secret, uri, wrong=False)


@BLUEPRINT.post("")
def switch_on() -> ResponseReturnValue:
    """From now on a code is asked for at every sign-in."""
    secret = request.form.get("secret", "")
    if not SECRET.fullmatch(secret):
        raise BadInput("the form carries no secret")
    try:
        code = request.form.get("code", "").strip()
        credentials.switch_on_codes(here.desk(), here.signed_in(), secret, code)
    except SignInRefused:
        return _form(secret, credentials.code_address(here.officer(), secret), wrong=True), 400
    return redirect(url_for("queue.show", told="codes"), 303)


def _form(secret: str, uri: str, *, wrong: bool) -> str:
    rows = segno.make(uri, error="m").matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit]
    return render_template("codes.html", secret=secret, dark=dark, size=len(rows), wrong=wrong)
