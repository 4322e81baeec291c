"""The front door: parse, hand to the desk, answer. No decisions, no SQL, no provider's name, no HTML."""

from __future__ import annotations

import hmac
from mimetypes import guess_extension

from flask import Flask, Response, request

from bot.console import install
from bot.desk import Desk, RawRequest, attachments, health, metrics, open_desk
from bot.desk.calendar import load_holidays
from bot.desk.receive import hear
from bot.errors import (
    BadRequest,
    NotFound,
    StoreUnavailable,
    TanyaError,
    UnknownLine,
    UntrustedRequest,
)
from bot.settings import Settings, read_settings

LARGEST_WEBHOOK = 64 * 1024
SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox"}
STATUS = {UntrustedRequest: 403, UnknownLine: 404, BadRequest: 400, StoreUnavailable: 503}


def create_app(settings: Settings | None = None, desk: Desk | None = None) -> Flask:
    """The whole web application over one desk."""
    desk = desk or open_desk(settings or read_settings(), process="web")
    app = Flask("tanya", static_folder=None)
    _warm(desk)

    @app.route("/webhooks/<line>/<kind>", methods=["GET", "POST"])
    def webhook(line: str, kind: str) -> Response:
        if kind not in {"inbound", "status"}:
            return _plain("not found", 404)
        request.max_content_length = LARGEST_WEBHOOK
        try:
            answer = hear(desk, line, _raw(kind))
        except tuple(STATUS) as error:
            return _plain((type(error).__doc__ or "").strip(), STATUS[type(error)])
        return Response(answer.body, answer.status, content_type=answer.content_type)

    _open_to_machines(app, desk)
    install(app, desk)
    return app


def _open_to_machines(app: Flask, desk: Desk) -> None:
    """Watchers, and the provider that fetches an officer's file."""

    @app.get("/healthz")
    def healthz() -> Response:
        return _plain("ok", 200)

    @app.get("/readyz")
    def readyz() -> Response:
        failing = health.failing(desk)
        return _plain(f"not ready: {', '.join(failing)}", 503) if failing else _plain("ready", 200)

    @app.get("/files/<secret>")
    def sent_file(secret: str) -> Response:
        try:
            file = attachments.public(desk, secret)
        except NotFound:
            return _plain("not found", 404)
        ending = guess_extension(file.content_type) or ""
        headers = {"Content-Disposition": f'attachment; filename="file{ending}"', **SANDBOX}
        return Response(file.data, headers=headers, content_type=file.content_type)

    @app.get("/metrics")
    def show_metrics() -> Response:
        token = desk.settings.metrics_token
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            return _plain("not found", 404)
        return Response(metrics.exposition(desk), content_type=metrics.CONTENT_TYPE)


def _raw(kind: str) -> RawRequest:
    """The request as it came: the query not decoded, form values untouched and in order."""
    body = request.get_data()
    return RawRequest(
        kind=kind,
        method=request.method,
        path=request.path,
        query=request.environ.get("QUERY_STRING", ""),
        headers={name.lower(): value for name, value in request.headers.items()},
        form=tuple(request.form.items(multi=True)),
        body=body,
    )


def _plain(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")


def _warm(desk: Desk) -> None:
    """Load what is slow before the first request; give the connection back before any fork."""
    load_holidays(desk.local().year)
    try:
        desk.minds.current()
    except TanyaError as error:
        desk.log.warning("not ready yet", reason=str(error))
    desk.store.close()
