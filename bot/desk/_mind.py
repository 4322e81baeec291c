"""The published catalogue with its fitted matcher, as this process holds it. Fits nothing."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from bot.catalogue import load, stale_entries, unpack
from bot.errors import BadFaq, StoreUnavailable, TanyaError
from bot.model.entry import Catalogue
from bot.store import Connections, Row, catalogues
from intents import Matcher, load_encoder
from intents.signals import signal_names

LOOK_EVERY_S = 0.25
FIRST_READ = ("gmn cra dftr ushaaku", "how can i registr my busines")  # a word of each is misspelt


@dataclass(frozen=True)
class Mind:
    """A published version: what the bot knows and how it understands."""

    version: str
    catalogue: Catalogue
    matcher: Matcher
    weights: str = ""  # the catalogue's own, once a worker has adapted them
    _stale: dict[date, frozenset[str]] = field(default_factory=dict)  # of the day last asked for

    def stale(self, today: date) -> frozenset[str]:
        """Entries told as doubtful today; worked out once a day, not once a message."""
        known = self._stale.get(today)
        if known is None:
            known = stale_entries(self.catalogue, today)
            self._stale.clear()
            self._stale[today] = known
        return known


class Minds:
    """Keeps the version in force; a newer one is loaded beside it, then swapped in."""

    def __init__(self, store: Connections, most_wrong: float) -> None:
        """Load nothing yet; `most_wrong` is the share of messages that may be answered wrongly."""
        self._store = store
        self._most_wrong = most_wrong
        self._mind: Mind | None = None
        self._looked = 0.0
        self._loading = threading.Lock()

    def current(self) -> Mind:
        """The version in force; StoreUnavailable until one is published with its model."""
        if self._mind is None:
            self.refresh()
        elif time.monotonic() - self._looked > LOOK_EVERY_S:
            self._looked = time.monotonic()
            if not self._holds(self._published()) and not self._loading.locked():
                threading.Thread(target=self._refresh_beside, daemon=True).start()
        if self._mind is None:
            raise StoreUnavailable("no catalogue is published yet")
        return self._mind

    def refresh(self) -> None:
        """Load the version in force now, if it is not the one held."""
        with self._loading:
            row = self._published()
            if not row["id"] or self._holds(row):
                return
            kept = self._store.read(lambda tx: catalogues.model(tx, row["model_key"]))
            files = self._store.read(lambda tx: catalogues.files(tx, row["id"]))
            if kept is None:
                raise StoreUnavailable(f"the model of catalogue {row['hash'][:12]} is not fitted")
            matcher = Matcher.load(**kept, encoder=load_encoder(), wrong=self._most_wrong)
            _wake(matcher)
            try:
                self._mind = Mind(row["id"], load(unpack(files)), matcher, kept["weights"])
            except BadFaq as error:
                raise StoreUnavailable(f"catalogue {row['hash'][:12]}: {error}") from error
            self._looked = time.monotonic()

    def _refresh_beside(self) -> None:
        """In a thread of its own: a version that cannot be loaded leaves the one held in force."""
        try:
            with suppress(TanyaError):
                self.refresh()
        finally:
            self._store.close()

    def _holds(self, row: Row) -> bool:
        mind = self._mind
        return bool(mind and mind.version == row["id"] and mind.weights == row.get("weights", ""))

    def _published(self) -> Row:
        return self._store.read(catalogues.published) or {"id": ""}


def _wake(matcher: Matcher) -> None:
    """Have built what the first message needs: 400 ms that no citizen waits for, shared by all that fork from here."""
    for text in FIRST_READ:
        matcher.match(text)
        signal_names(text)
