"""A file of a ticket for who may read; never as something that a browser would run."""

from __future__ import annotations

from flask import Blueprint, Response

from bot.console import here
from bot.console.page import Page
from bot.desk import attachments
from bot.model.officer import READ

BLUEPRINT = Blueprint("files", __name__, url_prefix="/console/files")
PAGE = Page(BLUEPRINT, "", READ)
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "audio/ogg": "ogg",
}


@BLUEPRINT.get("/<file>")
def show(file: str) -> Response:
    """The bytes, to be kept or shown by the page; opening it stands in the audit."""
    kept = attachments.look(here.desk(), here.officer(), file)
    name = f"{file[-8:]}.{ENDINGS.get(kept.content_type, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(kept.data, headers=headers, content_type=kept.content_type)
