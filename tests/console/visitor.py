"""A browser at the console, for tests: it signs in, carries its token, follows no redirect by itself."""

import re
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from bot.desk import Desk, _passwords, deliver, officers, receive
from bot.model.message import Inbound
from bot.model.officer import Officer
from bot.store import new_id
from bot.store import officers as people

PASSWORD = "kucing hitam melompat"  # noqa: S105 - of the test's own people
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CITIZEN = "+6281250000001"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"|data-csrf="([^"]+)"')


def hire(desk: Desk, role: str = "officer", name: str = "Petugas A") -> Officer:
    """An officer who has already chosen a password; "Petugas A" signs in as petugas-a."""
    login = name.lower().replace(" ", "-")
    row = {"login": login, "name": name, "role": role, "created_at": desk.now()}
    row |= {"password_hash": QUICK.hash(PASSWORD), "must_change": 0}
    with desk.store.write() as tx:
        return Officer(people.add(tx, row), login, name, role)


def writes(desk: Desk, text: str = "petugas", *, address: str = CITIZEN, **more: Any) -> None:
    """A citizen's message takes the common road; "petugas" opens a ticket at once."""
    given = {
        "line": "simulator",
        "provider_id": new_id(),
        "channel": "whatsapp",
        "address": address,
    }
    receive.take(desk, Inbound(**{**given, "text": text, **more}))


def send_everything(desk: Desk) -> None:
    """Do the worker's work: all that is due leaves."""
    while work := deliver.claim(desk, "test:1", 10):
        for send in work:
            send()


class Visitor:
    """One browser."""

    def __init__(self, app: Flask) -> None:
        """Nobody is signed in yet."""
        self.app, self.client = app, app.test_client()

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Send the sign-in form."""
        return self.post("/console/masuk", {"login": login, "password": password, **more})

    def get(self, path: str, **more: Any) -> TestResponse:
        """Ask for a page."""
        return self.client.get(path, **more)

    def post(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form with the token of this browser."""
        return self.client.post(path, data={"csrf": self.token(), **(form or {})}, **more)

    def tell(self, path: str, told: Any) -> TestResponse:
        """Send JSON as the scripts do."""
        return self.client.post(path, json=told, headers={"X-CSRF-Token": self.token()})

    def token(self) -> str:
        """The token that the pages of this browser carry."""
        page = self.client.get("/console/sandi")
        if page.status_code != 200:
            page = self.client.get("/console/masuk")
        found = TOKEN.search(page.text)
        assert found, page.status
        return found[1] or found[2]


def use_quick_hashes(monkeypatch: Any) -> None:
    """Hash passwords fast: the tests of the desk look at the real cost."""
    monkeypatch.setattr(_passwords, "_hasher", QUICK)
    monkeypatch.setattr(officers, "NOBODY", QUICK.hash(PASSWORD))
