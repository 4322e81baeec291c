"""The fixed sentences of the bot in the studio: list, open, change. Files are the truth; nothing is fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue import edit, note
from bot.catalogue.drafts import advise_sentence
from bot.catalogue.marks import params_in
from bot.channels._sms import segments
from bot.desk import _faq_files, studio
from bot.desk._faq_files import Edit, Files
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadFaq, BadInput, Conflict, NotFound
from bot.model.entry import Words
from bot.model.officer import ADMIN, STEER, Officer

FILE = "sentences.yaml"


@dataclass(frozen=True)
class SentencePage:
    """One sentence as it stands in the files."""

    key: str
    fields: studio.Fields
    base: str
    marks: tuple[str, ...]  # what the bot fills in: {ticket}, ...
    published: bool


def listing(desk: Desk, words: str = "") -> dict[str, Words]:
    """The sentences that hold all these words (in key or text), in the order of the file."""
    now = _faq_files.read_now(desk).catalogue or desk.minds.current().catalogue
    wanted = words.casefold().split()
    return {key: told for key, told in now.sentences.items() if _holds(wanted, key, told)}


def open_sentence(desk: Desk, key: str) -> SentencePage:
    """One sentence; NotFound for an unknown key, and while the files cannot be read."""
    now, live = _faq_files.read_now(desk), desk.minds.current().catalogue
    if not now.catalogue or key not in now.catalogue.sentences:
        raise NotFound(f"sentence {key}")
    fields = edit.sentence_fields(now.files[FILE], key)
    told = now.catalogue.sentences[key]
    same = live.sentences.get(key) == told
    return SentencePage(key, fields, studio.base_of(fields), _marks(told), same)


def change_sentence(
    desk: Desk, officer: Officer, key: str, base: str, yours: Mapping[str, str]
) -> str:
    """Write other words; as `studio.save`. BadInput for a mark that the bot does not fill in here."""
    require(officer, STEER)
    opened = studio.from_base(base)
    changes = {n: text or None for n, text in yours.items() if text != opened.get(n, "")}
    if strange := set(_marks(yours)) - set(_marks(opened)):
        raise BadInput(note("mark_strange", marks=" ".join(sorted(strange))))

    def changed(files: Files) -> Files:
        theirs = edit.sentence_fields(files[FILE], key)
        if theirs != opened:
            raise Conflict(base=opened, theirs=theirs, yours={**opened, **yours})
        wanted = {FILE: edit.set_sentence(files[FILE], key, changes)}
        return _checked(desk, files, wanted, key)

    if not officer.may(ADMIN):
        changed(_faq_files.read_now(desk).files)
        return studio.propose(desk, officer, "sentence", key, changes)
    return _faq_files.rewrite(desk, Edit(officer.id, f"sentence {key}"), changed)


def _checked(desk: Desk, files: Files, wanted: Files, key: str) -> Files:
    studio.checked(desk, files, wanted, "")
    catalogue = _faq_files.reading_of({**files, **wanted}).catalogue
    today = desk.local().date()
    found = advise_sentence(catalogue, key, segments=segments, today=today) if catalogue else ()
    errors = [one for one in found if one.level == "error"]
    if errors:
        raise BadFaq(*errors)
    return wanted


def _marks(words: Mapping[str, str]) -> tuple[str, ...]:
    found = frozenset[str]().union(*(params_in(text) for text in words.values()))
    return tuple(f"{{{name}}}" for name in sorted(found))


def _holds(wanted: list[str], key: str, told: Words) -> bool:
    whole = " ".join((key, *told.values())).casefold()
    return all(word in whole for word in wanted)
