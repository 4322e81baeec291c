"""What is not understood: ask back, say whose business it is, ask for detail, offer a person."""

from dataclasses import replace

from bot.dialogue.asking import choice, listed, menu, offer, person
from bot.dialogue.handing import hand_over, heard_trouble, troubled_by
from bot.dialogue.reading import (
    TALK,
    kinds,
    live,
    open_ticket,
    others_business,
    plain,
    unmasked,
    unsure,
    written,
)
from bot.model.decision import Decision, Say
from bot.model.turn import Turn

MOST_OPTIONS = 3
LIKELY = 0.5  # words beside a picture that mean an entry less surely mean the picture
# What arrived, in the order in which it is named when several did.
ARRIVED = (
    ("voice", Say("media_voice")),
    ("photo", Say("media_photo")),
    ("document", Say("media_document")),
    ("video", Say("media_video")),
)
OFFERED = {"location": Say("media_location"), "contact": Say("media_contact")}


def unreadable(turn: Turn) -> Decision | None:
    """Hand over a voice note, picture or file without a text that we understand."""
    arrived = [sentence for kind, sentence in ARRIVED if kind in kinds(turn)]
    if not arrived or (written(turn) and not (unsure(turn) or _vague(turn))):
        return None
    because = "the question is in a file that we cannot read"
    return hand_over(turn, "unreadable", because, reason="media", front=(arrived[0],))


def _vague(turn: Turn) -> bool:
    """Whether the words only point at what the picture shows: "ini kenapa ya"."""
    seen = turn.understanding
    likely = max((c.confidence for c in seen.candidates), default=0.0)
    return seen.verdict == "clarify" and likely < LIKELY


def nothing_but_data(turn: Turn) -> Decision | None:
    """Say nothing but the warning where a number or secret came without words."""
    if not turn.masked or plain(unmasked(turn.text)):
        return None
    return Decision("nothing_but_data", "no words beside what was cut out", "refuse", "answered")


def wordless(turn: Turn) -> Decision | None:
    """Ask for words after a location or a contact card, and offer a person."""
    kind, waits = turn.parts[-1].kind, open_ticket(turn) is not None
    if written(turn) or kind not in OFFERED or (waits and kind != "contact"):
        return None
    if waits:  # a card is never kept, so it cannot join the ticket
        because = "a contact card while a ticket waits"
        return Decision("wordless", because, "clarify", "answered", (OFFERED[kind],))
    memory = replace(turn.memory, pending=offer(turn))
    because = f"a {kind} without words"
    says = (OFFERED[kind], Say("offer_person"))
    return Decision("wordless", because, "clarify", "answered", says, memory)


def clarify(turn: Turn) -> Decision | None:
    """Two or three entries are likely: ask which, but not the same question twice."""
    seen = turn.understanding
    likely = [c.entry for c in seen.candidates if c.entry in turn.entries and c.entry not in TALK]
    if seen.verdict != "clarify" or not likely or troubled_by(turn) == likely[0]:
        return None
    offered = " ".join(likely[:MOST_OPTIONS])
    if live(turn) and turn.memory.asked_back == offered:
        return None
    pending = choice(turn, likely[:MOST_OPTIONS])
    memory = replace(turn.memory, pending=pending, asked_back=offered)
    says = (Say("clarify", {"options": listed(pending)}),)
    because = f"{len(likely[:MOST_OPTIONS])} entries are likely"
    return Decision("clarify", because, "clarify", "answered", says, memory)


def elsewhere(turn: Turn) -> Decision | None:
    """Not this office's business: one polite line, with the right office where it is known."""
    seen = turn.understanding
    if seen.verdict != "refuse" or (heard_trouble(turn) and not others_business(turn)):
        return None
    because = f"not this office's business: {seen.outside or 'no question'}"
    memory = replace(turn.memory, pending=None)
    return Decision("elsewhere", because, "refuse", "answered", (_whose(turn),), memory)


def _whose(turn: Turn) -> Say:
    other = turn.elsewhere.get(turn.understanding.outside)
    if not other:
        return Say("refuse")
    matter, where = (w.get(turn.language) or w["id"] for w in (other.title, other.office))
    if not where:
        return Say("refuse_matter", {"matter": matter})
    return Say("refuse_office", {"matter": matter, "where": where})


def troubled(turn: Turn) -> Decision | None:
    """Anger, an own file, an account or haste, and no answer: no menu loop, people at once."""
    heard = heard_trouble(turn)
    if not heard:
        return None
    because = f"not sure what is asked, and heard: {heard}"
    return hand_over(turn, "troubled", because, reason=heard, entry=troubled_by(turn))


def ask_detail(turn: Turn) -> Decision | None:
    """Ask for detail at the first miss, and show the menu."""
    if turn.memory.misses:
        return None
    memory = replace(turn.memory, misses=1, pending=menu(turn))
    says = (Say("ask_detail"), Say("menu"))
    because = "not understood, for the first time"
    return Decision("ask_detail", because, "escalate", "answered", says, memory)


def offer_person(turn: Turn) -> Decision | None:
    """Offer a person at the second miss."""
    if turn.memory.misses > 1:
        return None
    memory = replace(turn.memory, misses=2, pending=person(turn))
    because = "not understood, for the second time"
    return Decision(
        "offer_person", because, "escalate", "answered", (Say("person_or_not"),), memory
    )


def escalate(turn: Turn) -> Decision:
    """Hand over to people: this rule always answers."""
    because = "not understood, for the third time"
    return hand_over(turn, "escalate", because, reason="missed")
