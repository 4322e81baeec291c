"""A pretended line: does what the test wrote down, and remembers what it was told. No network."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.channels._line import Check, Fetched, HttpAnswer, Line, Parsed, RawRequest
from bot.errors import BadInput, Outcome
from bot.model.message import Inbound, Outgoing, Sent

NOTHING = Parsed((), HttpAnswer())
Next = str | Exception | Callable[[Outgoing], str]  # an id, an error, or what happens meanwhile


@dataclass
class FakeLine:
    """Program it by its lists (each is used up, then all is well); read what was said from `sent`."""

    name: str = "twilio"
    pace_s: float = 0.0
    sends: list[Next] = field(default_factory=list)
    lookups: list[Next] = field(default_factory=list)  # used up: nothing is found
    inbox: list[Inbound] | Exception = field(default_factory=list)
    codes: dict[str, Outcome] = field(default_factory=dict)
    files: dict[str, Fetched | Exception] = field(default_factory=dict)
    parsed: Parsed | Exception = NOTHING
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    sent: list[Outgoing] = field(default_factory=list)
    looked_up: list[tuple[Outgoing, frozenset[str]]] = field(default_factory=list)
    asked_since: list[datetime] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    @property
    def line(self) -> Line:
        """The line that the desk speaks to."""
        return Line(
            name=self.name,
            channels=("whatsapp", "sms"),
            parse=self._parse,
            send=self._send,
            lookup=self._look_up,
            recent=self._recent,
            classify=lambda code: self.codes.get(code, Outcome.PERMANENT),
            fetch=self._fetch,
            forget=self.forgotten.append,
            check=lambda: (Check(self.name, good=True),),
            pace_s=self.pace_s,
        )

    @property
    def texts(self) -> list[str]:
        """What was sent, as texts."""
        return [message.text for message in self.sent]

    def _parse(self, request: RawRequest) -> Parsed:
        return _told(self.parsed)

    def _send(self, message: Outgoing) -> Sent:
        self.sent.append(message)
        step = self.sends.pop(0) if self.sends else f"SM{next(self.ids)}"
        return Sent(step(message) if callable(step) else _told(step))

    def _look_up(self, message: Outgoing, known: frozenset[str]) -> str:
        self.looked_up.append((message, known))
        step = self.lookups.pop(0) if self.lookups else ""
        return step(message) if callable(step) else _told(step)

    def _recent(self, since: datetime) -> tuple[Inbound, ...]:
        self.asked_since.append(since)
        return tuple(_told(self.inbox))

    def _fetch(self, url: str) -> Fetched:
        return _told(self.files.get(url, BadInput("no such file")))


def _told(step):
    if isinstance(step, Exception):
        raise step
    return step
