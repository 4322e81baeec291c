"""The questions we may ask, as options with keys and an expiry. Words live in sentences.yaml."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.dialogue.reading import title
from bot.model.clock import stamp
from bot.model.decision import Say
from bot.model.turn import Option, Pending, Turn

# A number typed later than this no longer belongs to our question.
PATIENCE = {
    "clarify": timedelta(minutes=30),
    "menu": timedelta(minutes=30),
    "person": timedelta(minutes=30),
    "offer": timedelta(minutes=30),
    "comment": timedelta(minutes=30),
    "intake": timedelta(hours=24),
    "rating": timedelta(hours=72),
}
OFFICER = Option("0", "person", "petugas")
YES_OR_NO = (Option("1", "person", "ya"), Option("2", "none", "tidak"), OFFICER)
# The menu of the office: key, group, words that choose it, and its most asked entries.
MENU = (
    ("1", "usaha", "usaha", ("oss-daftar", "nib-syarat-perorangan", "kbli-pilih", "lkpm-jadwal")),
    ("2", "bangunan", "bangunan", ("pbg", "imb-lama", "pbg-retribusi", "slf")),
    (
        "3",
        "kesehatan",
        "praktik tenaga kesehatan",
        ("sip-dokter", "sip-perawat-bidan", "sip-apoteker", "sip-perpanjang", "klinik-alkes"),
    ),
    ("4", "reklame", "reklame", ("reklame", "reklame-pajak", "tower-lahan-orang")),
    (
        "5",
        "lain",
        "izin lain",
        ("portal-daftar", "izin-sekolah", "izin-acara", "bongkar-trotoar", "status-permohonan"),
    ),
    ("6", "pengaduan", "pengaduan", ("pengaduan", "lapor-pelanggaran", "penipuan-calo")),
)
GROUPS = {group: entries for _, group, _, entries in MENU}
SCORES = ("tidak baik", "kurang baik", "baik", "sangat baik")


def menu(turn: Turn) -> Pending:
    """Wait for a number of the sentence `menu`."""
    options = tuple(Option(key, f"family:{group}", words) for key, group, words, _ in MENU)
    return _pending(turn.now, "menu", (*options, OFFICER))


def choice(turn: Turn, entries: Iterable[str]) -> Pending:
    """Wait for one of these entries, numbered from 1, or 0 for an officer."""
    numbered = enumerate((e for e in entries if e in turn.entries), start=1)
    options = tuple(Option(str(n), f"entry:{e}", title(turn, e)) for n, e in numbered)
    return _pending(turn.now, "clarify", (*options, OFFICER))


def listed(pending: Pending) -> str:
    """Write the options as numbered lines; the officer's line belongs to the sentence."""
    return "\n".join(f"{o.key} {o.label}" for o in pending.options if o is not OFFICER)


def person(turn: Turn) -> Pending:
    """Wait for yes (1) or no (2) to an officer."""
    return _pending(turn.now, "person", YES_OR_NO)


def offer(turn: Turn, entry: str = "") -> Pending:
    """Wait for a yes to an officer who was but mentioned: "oke" is none."""
    return _pending(turn.now, "offer", YES_OR_NO, entry)


def intake(turn: Turn, entry: str) -> tuple[tuple[Say, ...], Pending | None]:
    """Ask once for what the officer will need for this entry, if it says so."""
    words = turn.entries[entry].intake if entry in turn.entries else {}
    question = words.get(turn.language) or words.get("id", "")
    if not question:
        return (), None
    return (Say("intake", {"question": question}),), _pending(turn.now, "intake", (), entry)


def rating(now: datetime, ticket: str) -> Pending:
    """Wait for 1 to 4 on a resolved ticket; the desk says `ticket_resolved` with it."""
    scores = enumerate(SCORES, start=1)
    options = tuple(Option(str(n), f"rate:{n}:{ticket}", word) for n, word in scores)
    return _pending(now, "rating", options, ticket)


def comment(turn: Turn, ticket: str) -> Pending:
    """Wait for one optional sentence after a rating."""
    return _pending(turn.now, "comment", (), ticket)


def _pending(now: datetime, kind: str, options: tuple[Option, ...], ref: str = "") -> Pending:
    return Pending(kind, options, stamp(now + PATIENCE[kind]), ref)
