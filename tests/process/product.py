"""The real product as operators start it: own folder, port and process group, real signals. Asserts nothing."""

from __future__ import annotations

import functools
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.catalogue import read_files
from bot.desk import backup, faq, open_desk
from bot.settings import read_settings
from tests import make
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN
from tests.folders import for_this_run

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-for-tests-only-0123456789abcdef"  # noqa: S105
PUBLIC = "https://example.test"
PATIENCE_S = 60.0
COMPILED = Path(tempfile.gettempdir()) / "tanya-compiled"  # as on a machine where it ran before
ROLES = {"web": "gunicorn", "worker": "bot\0worker", "supervisor": "bot\0run"}
COMMANDS = ROLES | {"study": "faq\0study"}


@functools.cache
def prepared(*, shipped: bool = False) -> Path:
    """A folder with a migrated database and a published catalogue, made once a run.

    The small catalogue of the tests has the shipped sentences; `shipped` is the whole one.
    """
    folder = for_this_run("process")
    sentences = (ROOT / "faq_data/sentences.yaml").read_bytes()
    small = make.faq_files(**{"sentences.yaml": sentences})
    for name, data in (read_files(ROOT / "faq_data") if shipped else small).items():
        path = folder / "faq_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    given = {"DATABASE_URL": f"sqlite:///{folder}/tanya.db", "FAQ_DIR": str(folder / "faq_data")}
    desk = open_desk(read_settings(given | {"SECRET_KEY": SECRET}), process="test")
    backup.migrate(desk)
    faq.ensure_published(desk)
    desk.store.here().database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    return folder


class Product:
    """One installation in a folder of its own; `start` it, hurt it, look into it."""

    def __init__(
        self, folder: Path, provider: str, *, shipped: bool = False, **environment: str
    ) -> None:
        """Copy the prepared folder; nothing runs yet."""
        shutil.copytree(prepared(shipped=shipped), folder, dirs_exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.database, self.log = folder / "tanya.db", folder / "log"
        self.environment = _environment(folder, self.port, provider) | environment
        self.process: subprocess.Popen[bytes] | None = None
        self._others: list[subprocess.Popen[bytes]] = []

    @property
    def local(self) -> str:
        """Where it really listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def inbound(self) -> str:
        """The address of the webhook as the provider knows it."""
        return f"{PUBLIC}/webhooks/twilio/inbound"

    def start(self) -> float:
        """Start everything; seconds until it is ready."""
        begin = time.monotonic()
        self.spawn()
        wait_until(self.is_ready, "ready")
        return time.monotonic() - begin

    def spawn(self) -> None:
        """`python -m bot run`, without waiting for it."""
        self.process = self.command("run")

    def command(self, *words: str, prefix: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
        """Start a command of the product in a process group of its own."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "bot", *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._others.append(process)
        return process

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the product to its end."""
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def kill(self) -> None:
        """kill -9 for every process at one instant."""
        for pid in self._everybody():
            _kill(pid)
        for process in self._others:
            process.wait()
        self._others.clear()

    def stop(self) -> float:
        """SIGTERM, as a service manager does; seconds until it has left."""
        begin = time.monotonic()
        assert self.process
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        return time.monotonic() - begin

    def pids(self, role: str) -> list[int]:
        """Process ids of our own processes in this role: web | worker | supervisor | study."""
        return [pid for pid in self._everybody() if COMMANDS[role] in _read(pid, "cmdline")]

    def _everybody(self) -> list[int]:
        """All who were started for our database, in whatever process group; the eldest first."""
        ours = f"\0DATABASE_URL={self.environment['DATABASE_URL']}\0"
        pids = sorted(int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
        return [pid for pid in pids if ours in f"\0{_read(pid, 'environ')}"]

    def is_ready(self) -> bool:
        """Whether /readyz says so."""
        return self.get("/readyz")[0] == 200

    def get(self, path: str, timeout: float = 10.0) -> tuple[int, str]:
        """GET a page; (status, text), status 0 without an answer."""
        try:
            with urllib.request.urlopen(self.local + path, timeout=timeout) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def rows(self, sql: str, *params: Any) -> list[dict[str, Any]]:
        """Rows of the database, read beside the running product."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql, params)]
        finally:
            connection.close()

    def change(self, sql: str, *params: Any) -> None:
        """Change rows behind the product's back."""
        connection = sqlite3.connect(self.database, timeout=10)
        try:
            with connection:
                connection.execute(sql, params)
        finally:
            connection.close()

    def ledger(self) -> list[dict[str, Any]]:
        """What `python -m bot ledger` prints."""
        told = self.run("ledger")
        assert told.returncode == 0, told.stderr
        return [json.loads(line) for line in told.stdout.splitlines()]


def free_port() -> int:
    """Find a port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_until(holds: Callable[[], Any], what: str, within_s: float = PATIENCE_S) -> float:
    """Poll until it holds; the seconds it took. AssertionError when the time is over."""
    begin = time.monotonic()
    while not holds():
        assert time.monotonic() < begin + within_s, f"not within {within_s:.0f} s: {what}"
        time.sleep(0.03)
    return time.monotonic() - begin


def _environment(folder: Path, port: int, provider: str) -> dict[str, str]:
    handed_on = os.environ.items()  # noqa: TID251 - to the product, not read here
    inherited = {name: value for name, value in handed_on if not name.startswith("TWILIO")}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    return (
        inherited
        | compiled
        | {
            "DATABASE_URL": f"sqlite:///{folder}/tanya.db",
            "FAQ_DIR": str(folder / "faq_data"),
            "SECRET_KEY": SECRET,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "PUBLIC_BASE_URL": PUBLIC,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_BASE": provider,
            "TWILIO_WHATSAPP_FROM": SENDERS[0].removeprefix("whatsapp:"),
            "TWILIO_SMS_FROM": SENDERS[1],
            "ALLOW_FAKE_PROVIDER": "1",
            "PRIVACY_CONTACT": "pdp@example.org",
            "RETRY_BASE_S": "0.1",
            "RECONCILE_EVERY_S": "1",
            "BURST_QUIET_S": "0.3",
            "DAILY_SEND_CAP": "1000000",
        }
    )


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it ended while we looked
        return ""
