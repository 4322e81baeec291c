"""A talk with the real desk: from the simulator's request to the sent bubble, over a real SQLite file."""

import itertools
import json
import tempfile
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.catalogue import render_entry
from bot.channels.simulator import simulator_key
from bot.desk import RawRequest, deliver, receive, switches, tickets
from bot.desk._mind import Mind
from bot.desk.desk import Desk
from bot.model.channel import CHANNELS
from bot.model.officer import Officer
from bot.store import new_id
from tests import observed
from tests.clock import FakeClock
from tests.desks import open_test_desk

CITIZEN = "+6281250000001"
SILENCE_S = 15.0  # longer than any burst
MEDIA = {"photo": "image/jpeg", "voice": "audio/ogg", "document": "application/pdf"}


@cache
def shipped_mind() -> Mind:
    """The shipped catalogue as published, with its matcher, loaded once a run."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_test_desk(Path(folder), shipped=True)
        mind = desk.minds.current()
        desk.store.close()
    return mind


class OneMind:
    """Stands for `Minds` so that a hundred talks load the matcher once: one version, held for ever."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind

    def current(self) -> Mind:
        return self._mind


class Talk:
    """One citizen on one channel, some officers, and a clock that moves only when told."""

    def __init__(self, channel: str, clock: FakeClock, **settings: str) -> None:
        self.clock, self.channel = clock, channel
        self._folder = tempfile.TemporaryDirectory()
        self.desk = self._open(settings)
        self._numbers = itertools.count(1)
        self._staff: dict[str, Officer] = {}
        self._before = self._look()
        self._read: set[str] = set()

    def close(self) -> None:
        """Forget everything."""
        self.desk.store.close()
        self._folder.cleanup()

    # --- what people do

    def say(self, text: str = "", *, kind: str = "text", payload: str = "") -> None:
        """The citizen sends one message; a kind other than text brings its file."""
        number = next(self._numbers)
        told = {"id": f"SIM{number}", "channel": self.channel, "address": CITIZEN, "text": text}
        told |= {"kind": kind, "payload": payload}
        if kind in MEDIA:
            told["media"] = [{"url": f"simulator:file{number}", "content_type": MEDIA[kind]}]
        headers = {"x-simulator-key": simulator_key(self.desk.settings)}
        body = json.dumps(told).encode()
        request = RawRequest("inbound", "POST", "/", "", headers, (), body)
        receive.hear(self.desk, "simulator", request)
        self.clock.forward(seconds=1)
        self._deliver()

    def officer(self, name: str, text: str) -> None:
        """An officer answers, after taking the ticket if it waits."""
        ticket = self._ticket()
        if ticket["state"] == "waiting":
            self.do(name, "claims")
        version = self._one("conversations")["version"]
        token = f"token{next(self._numbers)}"
        tickets.reply(self.desk, self.staff(name), ticket["id"], text, token=token, version=version)
        self._deliver()

    def do(self, name: str, verb: str, what: str = "", text: str = "") -> None:
        """An officer or admin presses a button."""
        who = self.staff(name)
        if verb == "withdraws":
            switches.withdraw(self.desk, who, what, "golden conversation", None)
        elif verb == "announces":
            switches.announce(self.desk, who, "" if what == "all" else what, text, None)
        else:
            verbs = {
                "claims": tickets.claim,
                "releases": tickets.release,
                "resolves": tickets.resolve,
            }
            verbs[verb](self.desk, who, self._ticket()["id"])
        self._deliver()

    def wait(self, until: datetime) -> None:
        """Let time pass; bursts that fall due are decided, what is due is sent."""
        self.quiet()
        self.clock.set(until)
        self._deliver()

    def quiet(self) -> None:
        """Let the citizen pause, so that a burst that waits is decided."""
        waiting = [row for row in self._look()["conversations"].values() if row["burst_due_at"]]
        for row in waiting:
            self.clock.forward(seconds=SILENCE_S)
            receive.settle_burst(self.desk, row["id"])
        self._deliver()

    # --- what can be seen

    def bubbles(self) -> list[str]:
        """What the bot said since the last look, oldest first; an officer's words are not its."""
        rows = [row for row in self._look()["outbox"].values() if row["author"] != "officer"]
        sent = [row for row in rows if row["sent_at"] and row["id"] not in self._read]
        self._read |= {row["id"] for row in sent}
        return [row["body"] for row in sorted(sent, key=lambda row: row["seq"])]

    def effects(self) -> list[str]:
        """What changed since the last look."""
        before, self._before = self._before, self._look()
        return observed.effects(before, self._before)

    def told(self, bubble: str) -> dict[str, str]:
        """The entries whose answers stand in a bubble, as {id: text}."""
        mind, today = self.desk.minds.current(), self.desk.local().date()
        people = list(self._look()["people"].values())
        language = people[0]["language"] if people else "id"
        channel, found = CHANNELS[self.channel], {}
        for entry in mind.catalogue.entries:
            text = render_entry(
                mind.catalogue, entry, language=language, channel=channel, today=today
            )
            if text in bubble:
                found[entry] = text
        return found

    def without_entries(self, bubble: str) -> str:
        """A bubble with `...` for every word that belongs to an entry: admins change those."""
        entries = self.desk.minds.current().catalogue.entries.values()
        titles = {title for entry in entries for title in entry.title.values()}
        asked = {text for entry in entries for text in entry.intake.values()}
        for text in (*self.told(bubble).values(), *asked):
            bubble = bubble.replace(text, "...")
        lines = (line.partition(" ") for line in bubble.split("\n"))
        return "\n".join(f"{k} ..." if t in titles else f"{k}{gap}{t}" for k, gap, t in lines)

    def staff(self, name: str) -> Officer:
        """The officer with this name, hired when first spoken of."""
        if name not in self._staff:
            role = "admin" if name == "Admin" else "officer"
            login = name.lower().replace(" ", "")
            row = {"id": new_id(), "login": login, "name": name, "role": role}
            with self.desk.store.write() as tx:  # nobody signs in here, so nothing is hashed
                tx.insert("officers", row | {"password_hash": "-", "created_at": self.desk.now()})
            self._staff[name] = Officer(row["id"], login, name, role)
        return self._staff[name]

    # --- inside

    def _open(self, settings: dict[str, str]) -> Desk:
        given = {"PUBLIC_BASE_URL": "https://tanya.example", **settings}
        desk = open_test_desk(Path(self._folder.name), self.clock, shipped=True, **given)
        return replace(desk, minds=OneMind(shipped_mind()))

    def _deliver(self) -> None:
        while work := deliver.claim(self.desk, "talk:1", 10):
            for send in work:
                send()

    def _look(self) -> observed.State:
        return self.desk.store.read(observed.look)

    def _one(self, table: str) -> dict[str, object]:
        return next(iter(self._look()[table].values()))

    def _ticket(self) -> dict[str, object]:
        rows = self._look()["tickets"].values()
        return max(rows, key=lambda row: (row["state"] != "resolved", row["opened_at"]))
