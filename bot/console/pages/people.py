"""Officers: add, invite by a one-time link, give a role and teams, disable; end their sessions."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.desk import credentials, officers, sessions, staffing, switches
from bot.errors import LastAdmin
from bot.model.officer import ADMIN, ROLES

BLUEPRINT = Blueprint("people", __name__, url_prefix="/console/petugas")
PAGE = Page(BLUEPRINT, "menu_people", ADMIN, place=8)


@BLUEPRINT.get("")
def show() -> str:
    """Who may sign in, and the form to add somebody."""
    return _page()


@BLUEPRINT.post("/add")
def add() -> str:
    """Add an officer; the link by which the password is chosen is shown once."""
    form, me = request.form, here.officer()
    login = form.get("login", "")
    officers.add(here.desk(), login, form.get("name", ""), form.get("role", ""), by=me.id)
    return _page(link=credentials.invite(here.desk(), login, by=me.id), login=login)


@BLUEPRINT.post("/invite")
def invite() -> str:
    """A fresh link for somebody who forgot the password or let the link die."""
    login = request.form.get("login", "")
    return _page(link=credentials.invite(here.desk(), login, by=here.officer().id), login=login)


@BLUEPRINT.post("/place")
def place() -> ResponseReturnValue:
    """Set a colleague's teams and e-mail."""
    form = request.form
    login, email = form.get("login", ""), form.get("email", "").strip()
    teams = form.getlist("team")
    staffing.change(here.desk(), login, email=email, teams=teams, by=here.officer().id)
    return _back("placed")


@BLUEPRINT.post("/disable")
def disable() -> ResponseReturnValue:
    """Nobody signs in as this officer any more; open sessions end."""
    try:
        staffing.disable(here.desk(), request.form.get("login", ""), by=here.officer().id)
    except LastAdmin:
        return _page(wrong="last_admin"), 409
    return _back("disabled")


@BLUEPRINT.post("/enable")
def enable() -> ResponseReturnValue:
    """Let somebody in again who was disabled."""
    staffing.enable(here.desk(), request.form.get("login", ""), by=here.officer().id)
    return _back("enabled")


@BLUEPRINT.post("/role")
def change_role() -> ResponseReturnValue:
    """Give a colleague another role; who is signed in has to sign in again."""
    form = request.form
    try:
        role = form.get("role", "")
        staffing.change_role(here.desk(), form.get("login", ""), role, by=here.officer().id)
    except LastAdmin:
        return _page(wrong="last_admin"), 409
    return _back("role")


@BLUEPRINT.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End every session of a colleague."""
    sessions.end_all(here.desk(), here.signed_in(), request.form.get("login", ""))
    return _back("sessions_ended")


def _back(told: str) -> ResponseReturnValue:
    return redirect(url_for("people.show", told=told), 303)


def _page(link: str = "", login: str = "", wrong: str = "") -> str:
    desk = here.desk()
    return render_template(
        "people.html",
        everyone=officers.everyone(desk),
        former=officers.former(desk),
        places=staffing.places(desk),
        families=switches.families(desk, here.officer().language),
        roles=tuple(ROLES),
        link=desk.settings.base_url + link if link else "",
        login=login,
        wrong=wrong,
    )
