"""People write in pieces: what is not sure waits a moment for the rest."""

from bot.dialogue.reading import just_told, kinds, last_words, live, open_ticket, sure, written
from bot.model.decision import Decision, JoinTicket
from bot.model.turn import Turn

PICTURES = {"photo", "document", "video"}


def burst(turn: Turn) -> Decision | None:
    """Greetings, fragments, unsure texts and bare media wait while more may come.

    A lone word is a fragment however sure it seems: after "nib" may come "gratis kah".
    """
    if not turn.may_wait or (sure(turn) and " " in last_words(turn)):
        return None
    return Decision("burst", "more of the message may follow", "wait", "waiting")


def burst_tail(turn: Turn) -> Decision | None:
    """What follows at our answer's heels and asks nothing else belongs to the question answered.

    A caption comes with the first photo of an album; "2 lantai" comes after "mau bangun rumah".
    """
    told = just_told(turn)
    if not told or not (_more_pictures(turn) or _more_of(turn, told)) or _awaited(turn):
        return None
    effects = (JoinTicket(),) if open_ticket(turn) else ()
    state = "queued" if effects else "answered"
    return Decision(
        "burst_tail", f"{told} was told just now", "silent", state, effects=effects, entry=told
    )


def _more_pictures(turn: Turn) -> bool:
    return not written(turn) and kinds(turn) <= PICTURES


def _more_of(turn: Turn, told: str) -> bool:
    """Whether it asks nothing and reads as more of what was told, if not for sure."""
    seen = turn.understanding
    first = seen.candidates[0].entry if seen.candidates else ""
    return (
        seen.from_before
        and not seen.asks
        and seen.verdict in {"answer", "clarify"}
        and first == told
    )


def _awaited(turn: Turn) -> bool:
    """Whether we asked for what an officer will need: then it is thanked for."""
    pending = live(turn)
    return pending is not None and pending.kind == "intake"
