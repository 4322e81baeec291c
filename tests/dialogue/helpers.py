"""Short ways to look at a decision."""

from bot.dialogue.decide import decide
from bot.model.decision import Decision, Say, Tell
from tests import make


def said(decision: Decision) -> list[str]:
    """Name what is said: sentence keys, and entries as `=id`."""
    return [f"={s.entry}" if isinstance(s, Tell) else s.key for s in decision.says]


def params(decision: Decision, key: str) -> dict[str, str]:
    """Give the values of one sentence."""
    return next(dict(s.params) for s in decision.says if isinstance(s, Say) and s.key == key)


def of(**turn: object) -> Decision:
    """Decide about a turn that `make.turn` builds."""
    return decide(make.turn(**turn))
