"""What changed, for pages that refresh themselves: a stream, and the same as data to poll."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, jsonify, request

from bot.console import here
from bot.console.live import Live
from bot.console.page import Page
from bot.desk import reading
from bot.model.officer import READ

BLUEPRINT = Blueprint("events", __name__, url_prefix="/console")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("/events")
def stream() -> Response:
    """Server-sent events; 503 when this process has enough of them, then the page polls."""
    live = cast("Live", current_app.extensions["live"])
    if live.full():
        return Response("full\n", 503, {"Retry-After": "5"}, content_type="text/plain")
    resumed = request.headers.get("Last-Event-ID", "", type=str)
    since = int(resumed) if resumed.isascii() and resumed.isdigit() else _since()
    return Response(
        live.stream(since), content_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


@BLUEPRINT.get("/events.json")
def listing() -> Response:
    """Events after `since`, and the newest seq."""
    rows = reading.events_since(here.desk(), _since())
    told = [{key: row[key] for key in ("seq", "kind", "ref", "detail")} for row in rows]
    return jsonify(events=told, last=rows[-1]["seq"] if rows else _since())


def _since() -> int:
    """The newest event where the page does not say what it has seen."""
    given = request.args.get("since", type=int)
    return reading.last_event(here.desk()) if given is None else max(0, given)
