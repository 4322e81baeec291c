"""Render what is said: sentences and entries into one bubble, then into parts. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.catalogue import render_entry, render_sentence
from bot.channels._sms import plain
from bot.channels._split import split
from bot.desk._mind import Mind
from bot.desk._scene import Scene
from bot.desk.desk import Desk
from bot.model.channel import CHANNELS
from bot.model.decision import Say, Tell
from bot.store import Row, queue, tickets


def bubble(scene: Scene, says: Sequence[Say | Tell], ticket: str | None) -> str:
    """One text from all that is said, a blank line between; ticket facts come from the rows."""
    tx, face, known = scene.tx, scene.face, dict[str, str]()
    if ticket:
        row = tickets.one(tx, ticket) or {}
        known = {"ticket": row["number"], "place": str(max(1, queue.place(tx, ticket)))}
    return text_of(scene.desk, scene.mind, says, face, known)


def text_of(
    desk: Desk, mind: Mind, says: Sequence[Say | Tell], face: Row, known: Mapping[str, str]
) -> str:
    """The same without a transaction: `face` tells language and channel, `known` the ticket's facts."""
    language, channel = face["language"], CHANNELS[face["channel"]]
    params = known_params(desk, mind, language) | dict(known)
    texts = []
    for said in says:
        if isinstance(said, Tell):
            today = desk.local().date()
            text = render_entry(
                mind.catalogue, said.entry, language=language, channel=channel, today=today
            )
        else:
            own = params | dict(said.params)
            text = render_sentence(mind.catalogue, said.key, language=language, params=own)
        texts.append(text.strip())
    return "\n\n".join(texts)


def sentence(desk: Desk, mind: Mind, key: str, language: str, **params: str) -> str:
    """One fixed sentence, with everything known about the office."""
    known = known_params(desk, mind, language) | params
    return render_sentence(mind.catalogue, key, language=language, params=known)


def known_params(desk: Desk, mind: Mind, language: str) -> dict[str, str]:
    """What every sentence may mention: office names, when people are back, the privacy link."""
    names = {
        key: words.get(language, words["id"]) for key, words in mind.catalogue.office.names.items()
    }
    back = desk.calendar().back_words(desk.local(), language)
    told = render_sentence(mind.catalogue, back.pop("key"), language=language, params=back)
    return {
        "office": names["name"],
        "long_name": names["long_name"],
        "city": names["city"],
        "bot": names["bot"],
        "portal": names["portal"],
        "back": told,
        "privacy_url": desk.settings.privacy_link,
    }


def parts(channel: str, text: str) -> tuple[str, ...]:
    """The text as the channel takes it: plain on SMS, split where it is too long."""
    chosen = CHANNELS[channel]
    return split(text if chosen.markup else plain(text), chosen.max_units)
