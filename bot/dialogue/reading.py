"""How a turn is read: its words, its sure question, what of ours is still open. Decides nothing."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.model.clock import stamp
from bot.model.entry import Entry
from bot.model.turn import Memory, OpenTicket, Pending, Turn

GREETING, THANKS, PERSON, FRAUD = "salam", "terima-kasih", "bicara-petugas", "penipuan-calo"
HELP = "layanan-apa"  # what we can do; an entry related to it is followed by the menu
TALK = frozenset({GREETING, THANKS, PERSON})  # entries that are no question about licensing
FRESH = timedelta(minutes=30)  # how long an answer stays the context
JUST_NOW = timedelta(seconds=12)  # how long the rest of what it answered may still come in pieces
MASKED = re.compile(r"\[[A-Z]{2,10}\]")  # what masking leaves, such as [NIK]
WORDLESS = frozenset({"sticker", "location", "contact"})
SHORT = 5  # words; a longer text is more than a greeting


def plain(text: str) -> str:
    """Lower-case words without signs, one space between."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def recalls(turn: Turn, *signals: str) -> bool:
    """Whether any of these signals was heard, now or shortly before, with no ticket opened since."""
    recent = turn.memory.heard_at > stamp(turn.now - FRESH)
    return has(turn, *signals) or (
        recent and not set(signals).isdisjoint(turn.memory.heard.split())
    )


def last_words(turn: Turn) -> str:
    """Give the plain words of the last message: a command or number ends a burst."""
    return plain(turn.parts[-1].text)


def has(turn: Turn, *signals: str) -> bool:
    """Whether any of these signals was heard."""
    return not turn.understanding.signals.isdisjoint(signals)


def best(turn: Turn) -> str:
    """Give the entry that is meant for sure, small talk included, or ''."""
    seen = turn.understanding
    if seen.verdict != "answer" or not seen.candidates:
        return ""
    first = seen.candidates[0].entry
    return first if first in turn.entries or first in TALK else ""


def sure(turn: Turn) -> str:
    """Give the licensing entry that is meant for sure, or ''."""
    first = best(turn)
    return "" if first in TALK else first


def unsure(turn: Turn) -> bool:
    """Whether the text is of our domain but cannot be placed."""
    return turn.understanding.verdict == "escalate"


def open_ticket(turn: Turn) -> OpenTicket | None:
    """Give the ticket that still waits for an officer."""
    return turn.ticket if turn.ticket and turn.ticket.state != "resolved" else None


def live(turn: Turn) -> Pending | None:
    """Give our question, unless it has expired."""
    pending = turn.memory.pending
    return pending if pending and pending.expires_at > stamp(turn.now) else None


def settled(turn: Turn, pending: Pending | None = None) -> Memory:
    """Give the memory after an answer: misses forgiven, and our next question, if any."""
    return replace(turn.memory, pending=pending, misses=0, asked_back="")


def last_entry(turn: Turn) -> str:
    """Give the entry told just now, '' when that is too long ago."""
    recent = turn.memory.last_entry_at > stamp(turn.now - FRESH)
    return turn.memory.last_entry if recent else ""


def just_told(turn: Turn) -> str:
    """Give the entry told so shortly ago that more of its question may still come in, or ''."""
    recent = turn.memory.last_entry_at > stamp(turn.now - JUST_NOW)
    return turn.memory.last_entry if recent else ""


def withdrawn(turn: Turn, entry: Entry) -> bool:
    """Whether an operator switched off the bot, the entry or its family."""
    return not turn.withdrawn.isdisjoint({"bot", entry.family, entry.id})


def title(turn: Turn, entry: str) -> str:
    """Name what the citizen wants, in the citizen's language."""
    words = turn.entries[entry].title
    return words.get(turn.language) or words["id"]


def written(turn: Turn) -> bool:
    """Whether the citizen wrote anything; a location's text is ours."""
    return any(plain(part.text) for part in turn.parts if part.kind not in WORDLESS)


def kinds(turn: Turn) -> frozenset[str]:
    """Name the kinds of messages in the turn."""
    return frozenset(part.kind for part in turn.parts)


def others_business(turn: Turn) -> bool:
    """Whether another office's business was recognised, which chatter is not."""
    return turn.understanding.outside in turn.elsewhere


def nothing_asked(turn: Turn) -> bool:
    """Whether the text is neither an entry nor another office's business."""
    unclear = turn.understanding.verdict in {"escalate", "refuse"}
    return unclear and not others_business(turn)


def unmasked(text: str) -> str:
    """Drop the marks of what was cut out, so that only the citizen's own words are left."""
    return MASKED.sub(" ", text)


def briefly(turn: Turn) -> bool:
    """Whether a text says too little to hold a question beside its small talk."""
    return nothing_asked(turn) and len(plain(turn.text).split()) <= SHORT
