"""How an act answers: data for scripts, a redirect for forms."""

from __future__ import annotations

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.errors import BadInput


def on_ticket(ticket: str, told: str, **more: object) -> ResponseReturnValue:
    """The act is done; people go on to the ticket."""
    if here.wants_json():
        return jsonify(ticket=ticket, told=told, **more)
    return redirect(url_for("ticket.show", ticket=ticket, told=told), 303)


def in_queue(ticket: str, told: str, view: str = "waiting") -> ResponseReturnValue:
    """The act is done; people go back to the queue."""
    if here.wants_json():
        return jsonify(ticket=ticket, told=told)
    return redirect(url_for("queue.show", view=view, told=told), 303)


def number(name: str) -> int:
    """A whole number from the form; BadInput when it is none."""
    found = request.form.get(name, type=int)
    if found is None:
        raise BadInput(f"{name} is no whole number")
    return found


def hours(name: str = "hours") -> float | None:
    """Hours from the form, None for "until somebody ends it"; BadInput when it is neither."""
    text = request.form.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LONGEST_HOURS:
        raise BadInput(f"{name} is no number of hours")
    return float(text)


LONGEST_HOURS = 24 * 365
