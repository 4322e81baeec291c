"""One ticket: the talk, what the bot understood, notes, history, and the box to answer in."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _token
from bot.console.pages._snooze import CHOICES, REASONS
from bot.desk import officers, reading, suggesting, switches
from bot.desk.tickets import LONGEST_REPLY
from bot.desk.transcript import Stretch
from bot.model.officer import ANSWER, READ

BLUEPRINT = Blueprint("ticket", __name__, url_prefix="/console/tickets")
PAGE = Page(BLUEPRINT, "", READ)
LEAST_SURE = 0.05


@BLUEPRINT.get("/<ticket>")
def show(ticket: str) -> str:
    """The whole ticket; a page that refreshes itself proves by its key that it was opened before."""
    desk, officer = here.desk(), here.officer()
    since = reading.last_event(desk)
    staff = officers.everyone(desk)
    stretch = Stretch(request.args.get("before", ""), request.args.get("m", ""))
    page = reading.open_ticket(desk, officer, ticket, stretch, again=here.looks_again(ticket))
    return render_template(
        "ticket.html",
        page=page,
        ticket=page.ticket,
        key=here.look(ticket),
        since=since,
        elsewhere=bool(stretch.before or stretch.message),
        token=_token.of_form(page.ticket["id"], page.last_reply),
        longest=LONGEST_REPLY,
        mine=page.ticket["officer_id"] == officer.id,
        everyone=staff,
        colleagues=[o for o in staff if o.may(ANSWER) and o.id != page.ticket["officer_id"]],
        last_asked=_last(page, "citizen"),
        last_answer=_last(page, "officer"),
        families=switches.families(desk, officer.language),
        suggestions=_likely(page) if page.may_answer else [],
        snoozes=CHOICES,
        snooze_reasons=REASONS,
    )


def _likely(page: reading.TicketPage) -> list[suggesting.Suggestion]:
    """Entries that may well be meant by the citizen's last words."""
    found = suggesting.for_ticket(here.desk(), page.ticket["id"])
    return [one for one in found if one.sure >= LEAST_SURE]


def _last(page: reading.TicketPage, who: str) -> str:
    """The last words of the citizen or of an officer, for a proposal to the FAQ."""
    said = (line.row["body"] for line in reversed(page.lines) if line.who == who)
    return next((body for body in said if body), "")
