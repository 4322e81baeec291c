"""What desk tests start from: a desk over a real file, a scripted matcher, citizens and officers."""

import itertools
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.catalogue import load, read_files
from bot.desk import Desk, backup, deliver, open_desk, receive, tickets
from bot.desk._mind import Mind
from bot.model.message import Inbound
from bot.model.officer import Officer
from bot.settings import Settings, read_settings
from bot.store import officers
from intents import Candidate, Match
from tests.clock import FakeClock
from tests.desks import SECRET, SHIPPED
from tests.folders import for_this_run
from tests.lines import FakeLine

CITIZEN, OTHER, FOREIGNER = "+6281250000001", "+6281250000002", "+14155550100"
BSUID = "ID.abc123"
ASKED, VAGUE, OUTSIDE, UNCLEAR = (
    "biaya nib",
    "nib mana",
    "ktp hilang",
    "apa ini maksudnya bagaimana",
)
_numbers = itertools.count(1)


class Script:
    """Stands for a matcher: three lines are understood, everything else is not."""

    def match(self, text: str, *, previous: str | None = None) -> Match:
        """As Matcher.match."""
        known = {
            ASKED: Match((Candidate("nib-biaya", 0.97),), "answer"),
            VAGUE: Match(
                (Candidate("nib-biaya", 0.5), Candidate("nib-syarat-perorangan", 0.4)), "clarify"
            ),
            OUTSIDE: Match((), "refuse", outside="kependudukan"),
        }
        if "patah" in text:
            raise ValueError("the matcher breaks on this word")
        heard = (known[line] for line in text.splitlines() if line in known)
        return next(heard, Match((), "escalate"))


@cache
def mind() -> Mind:
    """The shipped sentences and entries, understood by the script."""
    return Mind("v1", load(read_files(SHIPPED)), Script())


class OneMind:
    """Stands for `Minds`: one version, held for ever."""

    def __init__(self, held: Mind) -> None:
        self._held = held

    def current(self) -> Mind:
        """The one."""
        return self._held


def desk(folder: Path, clock: FakeClock, line: FakeLine, **environment: str) -> Desk:
    """A desk whose one line is pretended; settings by their names in the environment."""
    shutil.copy(_migrated() / "tanya.db", folder / "tanya.db")
    opened = open_desk(_settings(folder, **environment), clock, process="test")
    opened.store.here().database.execute("PRAGMA synchronous=OFF")  # nobody pulls a plug here
    held = {"minds": OneMind(mind()), "lines": {line.name: line.line}, "log": Log()}
    return replace(opened, **held)


@cache
def _migrated() -> Path:
    folder = for_this_run("migrated")
    opened = open_desk(_settings(folder), process="test")
    backup.migrate(opened)
    opened.store.close()
    return folder


def _settings(folder: Path, **environment: str) -> Settings:
    given = {"DATABASE_URL": f"sqlite:///{folder}/tanya.db", "SECRET_KEY": SECRET}
    return read_settings(given | {"FAQ_DIR": str(folder / "faq_data")} | environment)


def newcomer() -> str:
    """The number of a citizen who has not written yet."""
    return f"+62813{next(_numbers):08d}"


def inbound(text: str = ASKED, **changes: Any) -> Inbound:
    """One WhatsApp message of a citizen, with an id of its own."""
    given = {
        "line": "twilio",
        "provider_id": f"SMin{next(_numbers)}",
        "channel": "whatsapp",
        "address": CITIZEN,
        "text": text,
        "raw_from": f"whatsapp:{CITIZEN}",
        "to": "+6281100000000",
    }
    return Inbound(**{**given, **changes})


def hear(desk: Desk, text: str = ASKED, **changes: Any) -> Inbound:
    """Let the desk hear a message; the clock moves on a little, so that the order is told."""
    message = inbound(text, **changes)
    receive.take(desk, message)
    desk.clock.forward(seconds=0.01)
    return message


def quiet(desk: Desk, seconds: float = 15.0) -> None:
    """Let the citizens pause, so that what waits is decided."""
    desk.clock.forward(seconds=seconds)
    for row in rows(desk, "conversations"):
        receive.settle_burst(desk, row["id"])


def send(desk: Desk, holder: str = "elsewhere:1") -> int:
    """Send what is due now, until two looks find nothing; how many pieces of work that was."""
    done = idle = 0
    while idle < 2:  # a look may park one row and queue another
        work = deliver.claim(desk, holder, 16)
        for piece in work:
            piece()
        done, idle = done + len(work), 0 if work else idle + 1
    return done


def officer(desk: Desk, name: str = "Petugas C", role: str = "officer") -> Officer:
    """A person who may sign in, without a password worth knowing."""
    login = f"{name.lower().replace(' ', '-')}{next(_numbers)}"
    row = {"login": login, "name": name, "role": role, "password_hash": "-"}
    with desk.store.write() as tx:
        key = officers.add(tx, row | {"must_change": 0, "created_at": desk.now()})
    return Officer(key, login, name, role)


def escalated(desk: Desk, address: str = CITIZEN, **changes: Any) -> dict[str, Any]:
    """A citizen has asked for a person, and was told the number; the ticket's row."""
    hear(desk, "petugas", address=address, **changes)
    send(desk)
    return rows(desk, "tickets")[-1]


def rows(desk: Desk, table: str, **where: Any) -> list[dict[str, Any]]:
    """Rows of a table in the order in which they were made, where the columns have these values."""
    found = desk.store.read(lambda tx: tx.all(f"SELECT * FROM {table} ORDER BY rowid"))  # noqa: S608
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def one(desk: Desk, table: str, **where: Any) -> dict[str, Any]:
    """The only row of a table with these values."""
    (row,) = rows(desk, table, **where)
    return row


def run(desk: Desk, sql: str, **params: Any) -> None:
    """Change rows by hand, as an intruder or another version would."""
    with desk.store.write() as tx:
        tx.run(sql, params)


def claim(desk: Desk, who: Officer, ticket: dict[str, Any]) -> None:
    """The officer takes the ticket."""
    tickets.claim(desk, who, ticket["id"])


def reopened(desk: Desk, line: FakeLine) -> Desk:
    """The desk after a restart of its process."""
    opened = open_desk(desk.settings, desk.clock, process="test")
    return replace(opened, minds=desk.minds, lines={line.name: line.line}, log=Log())


class Log:
    """Takes what a desk logs; `text` is all of it."""

    def __init__(self) -> None:
        self.text = ""

    def _keep(self, event: str, **told: Any) -> None:
        self.text += f"{event} {told}\n"

    info = warning = error = exception = _keep


def reply(
    desk: Desk, who: Officer, ticket: dict[str, Any], text: str = "Selamat pagi.", **more: Any
) -> str:
    """The holder answers; the outbox row's id."""
    version = one(desk, "conversations", id=ticket["conversation_id"])["version"]
    token = more.pop("token", f"token{next(_numbers)}")
    return tickets.reply(desk, who, ticket["id"], text, token=token, version=version, **more)


def held(desk: Desk, line: FakeLine) -> tuple[Officer, dict[str, Any]]:
    """An officer who holds the ticket of the citizen; nothing is on its way, nothing was said yet."""
    ticket, petugas_c = escalated(desk), officer(desk)
    claim(desk, petugas_c, ticket)
    line.sent.clear()
    return petugas_c, ticket


def resolve(desk: Desk, who: Officer, ticket: dict[str, Any]) -> None:
    """The holder is done."""
    tickets.resolve(desk, who, ticket["id"])


def reopen(desk: Desk, who: Officer, ticket: dict[str, Any]) -> None:
    """It was not done."""
    tickets.reopen(desk, who, ticket["id"])
