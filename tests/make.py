"""Builders of values for tests: keyword-only, valid by default, so that a test names only what counts."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.catalogue import read_files
from bot.model.entry import Elsewhere, Entry, Provenance
from bot.model.turn import Candidate, Memory, OpenTicket, Part, Turn, Understanding

NOW = datetime(2026, 3, 2, 1, 14, tzinfo=UTC)  # Monday, 09:14 at the office
OFFICE = ZoneInfo("Asia/Makassar")
JUST_NOW, LONG_AGO = "2026-03-02T01:10:00.000000Z", "2026-03-01T01:10:00.000000Z"
SOON = "2026-03-02T01:30:00.000000Z"
SIGNED = Provenance("kebijakan layanan", "2026-03-01", "", "", "2027-03-01", "admin")


def entry(*, id: str = "nib-biaya", family: str = "nib", **changes: Any) -> Entry:  # noqa: A002
    """One FAQ entry with a one-line answer."""
    words = {"id": f"Jawaban {id}.", "en": f"Answer {id}."}
    given = {
        "scope": "city",
        "title": {"id": id.replace("-", " "), "en": f"about {id}"},
        "answer": words,
        "sms": words,
        "phrases": (),
        "related": (),
        "route": "answer",
        "provenance": SIGNED,
    }
    return Entry(id=id, family=family, **{**given, **changes})


def entries(*more: Entry) -> dict[str, Entry]:
    """A small catalogue: every route, every family that a rule knows by name."""
    few = (
        entry(),
        entry(id="nib-lama"),
        entry(id="nib-cetak"),
        entry(id="jam-layanan", family="kontak", route="officer"),
        entry(id="pbg", family="bangunan"),
        entry(id="imb-lama", family="bangunan", route="answer+officer"),
        entry(id="portal-error", family="portal", route="officer", intake=INTAKE),
        entry(id="oss-atau-siperietnik", family="portal", related=("layanan-apa",)),
        entry(id="oss-lupa-password", family="oss-akun", route="answer+officer"),
        entry(id="pengaduan", family="pengaduan", route="answer+officer"),
        entry(id="penipuan-calo", family="pengaduan", route="answer+officer"),
        entry(id="salam", family="percakapan"),
        entry(id="terima-kasih", family="percakapan"),
        entry(id="bicara-petugas", family="percakapan", route="officer"),
    )
    return {one.id: one for one in (*few, *more)}


INTAKE = {
    "id": "Halaman mana, dan apa tulisan galatnya?",
    "en": "Which page, and what does it say?",
}
ELSEWHERE = {
    "kependudukan": Elsewhere(
        "kependudukan",
        {"id": "KTP dan KK", "en": "ID cards"},
        {"id": "Disdukcapil", "en": "the civil registry"},
        (),
    ),
    "cuaca": Elsewhere("cuaca", {"id": "cuaca"}, {"id": ""}, ()),
}


def seen(
    *,
    verdict: str = "",
    sure: str = "",
    likely: Iterable[str] = (),
    also: str = "",
    beside: str = "",
    best: float = 0.9,
    **more: Any,
) -> Understanding:
    """What the matcher made of a text: sure of one entry, likely some, or (default) nothing.

    `best` is the first one's confidence; each after it has 0.1 less.
    """
    found = (sure, *likely) if sure else tuple(likely)
    candidates = tuple(Candidate(e, round(best - n / 10, 1)) for n, e in enumerate(found))
    judged = verdict or ("answer" if sure else "clarify" if found else "escalate")
    second, third = ((Candidate(e, 0.8),) if e else () for e in (also, beside))
    signals = frozenset(more.pop("signals", ()))
    return Understanding(judged, candidates, second, third, signals=signals, **more)


def turn(
    *, text: str = "apa ini", parts: tuple[Part, ...] = (), now: datetime = NOW, **changes: Any
) -> Turn:
    """One message of a citizen whom the privacy notice was told before; understood as nothing.

    `sure`, `likely`, `best`, `verdict`, `also`, `beside`, `outside`, `signals`, `from_before`, `asks` go to `seen`; the rest to Turn.
    """
    matched = (
        "sure",
        "likely",
        "best",
        "verdict",
        "also",
        "beside",
        "outside",
        "signals",
        "from_before",
        "asks",
    )
    understanding = seen(**{key: changes.pop(key) for key in matched if key in changes})
    given = {
        "local": now.astimezone(OFFICE),
        "parts": parts or (Part("text", text),),
        "text": " ".join(part.text for part in parts) if parts else text,
        "understanding": understanding,
        "entries": entries(),
        "elsewhere": ELSEWHERE,
        "memory": memory(),
    }
    return Turn(now=now, **{**given, **changes})


def memory(**changes: Any) -> Memory:
    """What is remembered of a citizen who has seen the privacy notice."""
    return Memory(**{"notice_version": "1", **changes})


def ticket(**changes: Any) -> OpenTicket:
    """A ticket that waits in the queue."""
    given = {"id": "t1", "number": "260302-001", "state": "waiting", "kind": "question"}
    return OpenTicket(**{**given, **changes})


def faq_files(**changes: str | bytes | None) -> dict[str, bytes]:
    """The small FAQ folder of the tests; `**{"topics/nib.yaml": text}` replaces a file, None removes it."""
    files = read_files(Path(__file__).with_name("small_faq"))
    for name, data in changes.items():
        files.pop(name, None)
        if data is not None:
            files[name] = data.encode() if isinstance(data, str) else data
    return files


def faq_edit(name: str, old: str, new: str) -> dict[str, bytes]:
    """The small FAQ folder with one place of one file written differently."""
    text = faq_files()[name].decode()
    if old not in text:
        raise AssertionError(f"{old!r} does not stand in {name}")
    return faq_files(**{name: text.replace(old, new, 1)})
