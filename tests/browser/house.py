"""The real product without a provider, as anybody starts it to try it; own folder and port. Asserts nothing."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bot.desk import open_desk
from bot.model.officer import Officer
from bot.settings import read_settings
from tests.console.visitor import hire
from tests.desks import _prepared
from tests.process.product import ROOT, free_port

PATIENCE_S = 60.0


class House:
    """One running product, and a desk beside it for what a browser cannot do."""

    def __init__(self, folder: Path) -> None:
        """Start it and wait until it is ready."""
        shutil.copytree(_prepared(shipped=True), folder, dirs_exist_ok=True)
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        given = {
            "DATABASE_URL": f"sqlite:///{folder}/tanya.db",
            "FAQ_DIR": str(folder / "faq_data"),
            "SECRET_KEY": "a-secret-for-tests-only-0123456789abcdef",
            "PORT": str(port),
            "BURST_QUIET_S": "0.5",
            "DAILY_SEND_CAP": "1000000",
        }
        self.desk = open_desk(read_settings(given), process="test")
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=os.environ | given,  # noqa: TID251 - handed on
                stdout=log,
                stderr=log,
            )
        self._hired: dict[str, Officer] = {}
        self._wait()

    def officer(self, name: str, role: str = "officer") -> Officer:
        """An officer of this name, hired when first asked for."""
        if name not in self._hired:
            self._hired[name] = hire(self.desk, role, name)
        return self._hired[name]

    def close(self) -> None:
        """Stop as a service manager does."""
        self._process.terminate()
        self._process.wait(PATIENCE_S)
        self.desk.store.close()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while not self._is_ready():
            assert time.monotonic() < until, "the product does not get ready"
            time.sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            url = f"{self.base}/readyz"
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False
