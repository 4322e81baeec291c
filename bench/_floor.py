"""The floor that the product is measured against: one bare Flask route. It checks the signature and keeps one row."""

import sqlite3
import threading

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator


def create_app(database: str, url: str, token: str) -> Flask:
    """Answer POST /inbound signed for `url`; the row is committed as durably as the product commits."""
    app, validator, local = Flask(__name__), RequestValidator(token), threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(database, timeout=3, isolation_level=None)
            local.connection.execute("PRAGMA journal_mode=WAL")
            local.connection.execute("PRAGMA synchronous=FULL")
        return local.connection

    connection().execute(
        "CREATE TABLE IF NOT EXISTS inbound (sid TEXT PRIMARY KEY, sender TEXT, body TEXT)"
    )

    @app.post("/inbound")
    def inbound() -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(url, request.form, signature):
            return Response(status=403)
        row = (request.form["MessageSid"], request.form["From"], request.form["Body"])
        connection().execute("INSERT INTO inbound VALUES (?, ?, ?)", row)
        return Response("<Response/>", content_type="text/xml")

    @app.get("/")
    def ready() -> str:
        return ""

    return app
