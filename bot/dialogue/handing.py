"""Handing over to people: which ticket, how urgent, and what is said about it."""

from dataclasses import replace

from bot.dialogue.asking import intake
from bot.dialogue.reading import PERSON, has, open_ticket, recalls, settled
from bot.model.decision import Decision, Effect, OpenTicketFor, Say
from bot.model.entry import Entry
from bot.model.turn import Pending, Turn

KIND_OF_ENTRY = {
    "penipuan-calo": "fraud",
    "pengaduan": "complaint",
    "lapor-pelanggaran": "report",
    "tower-lahan-orang": "report",
    "portal-error": "fault",
    "status-permohonan": "own_file",
    "permohonan-ditolak": "own_file",
    "berkas-lama": "own_file",
    "oss-kode-verifikasi": "fault",
    "oss-nik-terdaftar": "fault",
    "oss-email-terdaftar": "fault",
    "oss-verifikasi-ktp": "fault",
    "oss-lupa-password": "fault",
    "oss-lupa-email": "fault",
    "oss-akun-terkunci": "fault",
    "oss-dibuatkan-orang": "fault",
}
TROUBLES = ("complaint", "own_file", "account", "urgent")  # signals that bear no menu loop
KIND_OF_SIGNAL = (("own_file", "own_file"), ("account", "fault"), ("complaint", "complaint"))
URGENT_ENTRIES = frozenset({"berkas-lama"})


def ticket_for(turn: Turn, reason: str, entry: str = "") -> OpenTicketFor:
    """Judge kind and priority of a ticket from its entry and from what was heard, now or shortly before."""
    kind = _kind(turn, entry)
    raised = recalls(turn, "complaint", "urgent") or entry in URGENT_ENTRIES
    urgent = kind == "fraud" or reason == "threat"
    return OpenTicketFor(kind, reason, entry, 2 if urgent else int(raised))


def pressed(turn: Turn) -> OpenTicketFor | None:
    """Raise the ticket that is open where the citizen presses: its turn comes sooner."""
    ticket = open_ticket(turn)
    if ticket is None or not has(turn, "complaint", "urgent"):
        return None
    return replace(ticket_for(turn, "pressed"), kind=ticket.kind)


def told_of(turn: Turn, entry: str) -> tuple[tuple[Say, ...], Pending | None]:
    """Say the ticket's number and ask its intake; only add to a ticket that is open already."""
    if open_ticket(turn):
        return (Say("ticket_joined"),), None
    asked, pending = intake(turn, entry)
    return (Say("ticket_opened"), *asked), pending


def hand_over(
    turn: Turn,
    rule: str,
    because: str,
    *,
    reason: str,
    entry: str = "",
    front: tuple[Say, ...] = (),
) -> Decision:
    """Give the turn to an officer at once, with a number and the intake of its topic `entry`, or what any case needs.

    Who threatens is asked for nothing; who sent a file has been asked for words.
    """
    named = PERSON if reason == "asked_person" else entry
    any_case = "" if reason in {"threat", "media"} else PERSON
    says, pending = told_of(turn, entry or any_case)
    ticket = open_ticket(turn)
    memory = replace(settled(turn, pending), joined_told=ticket.id if ticket else "")
    effects: tuple[Effect, ...] = (ticket_for(turn, reason, entry),)
    about = [turn.entries[entry]] if entry in turn.entries else []
    body = (*front, *regret(turn), *notices(turn, *about), *says)
    return Decision(rule, because, "escalate", "queued", body, memory, effects, named)


def troubled_by(turn: Turn) -> str:
    """Give the likely entry that is about the trouble that was heard, or ''."""
    kinds = {kind for signal, kind in KIND_OF_SIGNAL if has(turn, signal)}
    likely = (c.entry for c in turn.understanding.candidates if c.entry in turn.entries)
    return next((entry for entry in likely if KIND_OF_ENTRY.get(entry) in kinds), "")


def heard_trouble(turn: Turn) -> str:
    """Give the first signal that needs a person more than a menu, or ''."""
    return next((signal for signal in TROUBLES if has(turn, signal)), "")


def regret(turn: Turn) -> tuple[Say, ...]:
    """Say sorry to someone who is upset."""
    return (Say("sorry"),) if has(turn, "complaint") else ()


def notices(turn: Turn, *about: Entry) -> tuple[Say, ...]:
    """Give the known faults and closures that concern everybody, or these entries."""
    families = {"", *(entry.family for entry in about)}
    return tuple(Say("notice", {"text": n.text}) for n in turn.notices if n.family in families)


def _kind(turn: Turn, entry: str) -> str:
    if has(turn, "fraud"):
        return "fraud"
    heard = (kind for signal, kind in KIND_OF_SIGNAL if recalls(turn, signal))
    waiting = open_ticket(turn)
    return KIND_OF_ENTRY.get(entry) or next(heard, waiting.kind if waiting else "question")
