"""Sending a file to the citizen, and deleting one that should not be here."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done
from bot.desk import attachments
from bot.errors import BadInput
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("file_acts", __name__, url_prefix="/console/tickets/<ticket>")
PAGE = Page(BLUEPRINT, "", ANSWER, largest=attachments.LARGEST)


@BLUEPRINT.post("/file")
def send(ticket: str) -> ResponseReturnValue:
    """Queue a picture or PDF for the citizen; the same token again adds nothing."""
    upload, token = request.files.get("file"), request.form.get("token", "")
    if upload is None or not token:
        raise BadInput("a file and the form's token are needed")
    attachments.send(here.desk(), here.officer(), ticket, upload.read(), token=token)
    return _done.on_ticket(ticket, "file_sent")


@BLUEPRINT.post("/delete-file")
def delete(ticket: str) -> ResponseReturnValue:
    """Delete it here and at the provider."""
    attachments.delete(here.desk(), here.officer(), request.form.get("file", ""))
    return _done.on_ticket(ticket, "file_deleted")
