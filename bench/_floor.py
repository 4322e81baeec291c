"""The floor that the product is measured against: one bare Flask route. It checks the signature and keeps one row."""

from pathlib import Path

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator

from bot.store import Connections


def create_app(database: str, url: str, token: str) -> Flask:
    """Answer POST /inbound signed for `url`; the row is committed as durably as the product commits."""
    app, validator, store = Flask(__name__), RequestValidator(token), Connections(Path(database))
    with store.write() as tx:
        tx.run("CREATE TABLE IF NOT EXISTS inbound (sid TEXT PRIMARY KEY, sender TEXT, body TEXT)")

    @app.post("/inbound")
    def inbound() -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(url, request.form, signature):
            return Response(status=403)
        row = {"sid": request.form["MessageSid"], "sender": request.form["From"]}
        with store.write() as tx:
            tx.insert("inbound", row | {"body": request.form["Body"]})
        return Response("<Response/>", content_type="text/xml")

    @app.get("/")
    def ready() -> str:
        return ""

    return app
