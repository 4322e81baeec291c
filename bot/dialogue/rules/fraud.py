"""Fraud and brokers: the safety text first, then people, urgently."""

from bot.dialogue.handing import hand_over
from bot.dialogue.reading import FRAUD, has, others_business, sure
from bot.dialogue.telling import tell
from bot.model.decision import Decision, Say
from bot.model.turn import Turn


def fraud(turn: Turn) -> Decision | None:
    """Warn who is asked for money or codes, answer a sure question too, open an urgent ticket."""
    asked = sure(turn)
    heard = has(turn, "fraud") and not others_business(turn)
    if not heard and asked != FRAUD:
        return None
    because = "money, a code or a broker is spoken of"
    if asked and asked != FRAUD:
        return tell(turn, "fraud", because, asked, front=(Say("fraud_warning"),))
    if FRAUD in turn.entries:
        return tell(turn, "fraud", because, FRAUD)
    front = (Say("fraud_warning"),)
    return hand_over(turn, "fraud", because, reason="fraud", front=front)
