"""The phone on the screen: what it sends takes the same road as a provider's messages."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import TRIAL, Page
from bot.desk import RawRequest, simulator
from bot.desk.receive import hear
from bot.errors import BadInput

BLUEPRINT = Blueprint("simulator", __name__, url_prefix="/simulator")
PAGE = Page(BLUEPRINT, "menu_simulator", TRIAL, place=9, largest=simulator.LARGEST)
PREFIX = "+62800"  # toll-free numbers send no messages: never a real citizen's
ADDRESS = re.compile(re.escape(PREFIX) + r"[0-9]{6,9}")
LONGEST_TEXT = 4096
SEEN = ("delivered", "read")


@BLUEPRINT.get("")
def show() -> str:
    """The phone."""
    return render_template("simulator.html", prefix=PREFIX, longest=LONGEST_TEXT)


@BLUEPRINT.post("/send")
def send() -> ResponseReturnValue:
    """One message of the citizen; its id."""
    told = _told()
    message: dict[str, Any] = {
        "id": f"page-{uuid4().hex}",
        "channel": _text(told, "channel"),
        "address": _address(told),
        "text": _text(told, "text")[:LONGEST_TEXT],
        "profile_name": _text(told, "name")[:100],
    }
    media = _text(told, "media")
    if media:
        content_type = _text(told, "content_type")
        message["kind"] = simulator.KINDS.get(content_type, "document")
        message["media"] = [{"url": media, "content_type": content_type}]
    _hear("inbound", message)
    return jsonify(id=message["id"])


@BLUEPRINT.post("/messages")
def messages() -> Response:
    """The bubbles of this number. A POST, so that no number stands in an address."""
    told = _told()
    bubbles = simulator.thread(here.desk(), _text(told, "channel"), _address(told))
    return jsonify(bubbles=[asdict(bubble) for bubble in bubbles])


@BLUEPRINT.post("/seen")
def seen() -> ResponseReturnValue:
    """Messages of ours have arrived on the phone, or were read on it."""
    told = _told()
    state = _text(told, "state")
    if state not in SEEN:
        raise BadInput(f"state is one of {', '.join(SEEN)}")
    for bubble in simulator.thread(here.desk(), _text(told, "channel"), _address(told)):
        if not bubble.mine and _rises(bubble.state, state):
            _hear("status", {"provider_id": bubble.provider_id, "state": state, "o": bubble.id})
    return "", 204


@BLUEPRINT.post("/attach")
def attach() -> Response:
    """Keep a file as if a provider held it."""
    content_type = request.mimetype
    return jsonify(media=simulator.attach(here.desk(), request.get_data(), content_type))


def _hear(kind: str, message: dict[str, Any]) -> None:
    desk = here.desk()
    headers = {"x-simulator-key": simulator.key(desk)}
    body = json.dumps(message).encode()
    hear(desk, "simulator", RawRequest(kind, "POST", request.path, "", headers, (), body))


def _rises(now: str, to: str) -> bool:
    return now == "sent" or (now == "delivered" and to == "read")


def _told() -> dict[str, Any]:
    told = request.get_json(silent=True)
    if not isinstance(told, dict):
        raise BadInput("send one JSON object")
    return told


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f"{name} is a text")
    return value


def _address(told: dict[str, Any]) -> str:
    address = _text(told, "address")
    if not ADDRESS.fullmatch(address):
        raise BadInput(f"the phone's number begins with {PREFIX}")
    return address
