"""The studio's verbs on entries: open, preview, save, add, remove. Files are the truth; nothing is fitted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from bot.catalogue import Finding, edit, note, topics
from bot.catalogue.drafts import advise
from bot.catalogue.files import is_faq_name
from bot.catalogue.written import Value
from bot.channels._sms import segments
from bot.desk import _faq_files
from bot.desk._faq_files import Edit, Files
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadFaq, BadInput, Conflict, Duplicate, NotFound, Telling
from bot.model.entry import POLICY, Catalogue, Entry
from bot.model.officer import ADMIN, STEER, Officer
from bot.store import audit, events, staff

FieldValue: TypeAlias = Value
Fields = Mapping[str, FieldValue]
EDITABLE = tuple(name for name in edit.FIELDS if name != "id")
TOLD = ("title", "answer", "sms", "intake")  # each by language
LANGUAGES, REGISTERS = edit.LANGUAGES, topics.REGISTERS
ROUTES, SCOPES = topics.ROUTES, ("national", "city")
SIGNED = frozenset({"verified_by", "verified_on"})


REVIEWED_FOR = timedelta(days=180)


@dataclass(frozen=True)
class EntryPage:
    """All that the page of an entry shows of its text."""

    entry: Entry
    fields: Fields
    base: str  # the entry as opened, to be handed back with the form
    published: bool  # whether it is in force exactly like this
    findings: tuple[Finding, ...]
    problems: tuple[Telling, ...]  # of the whole folder: while there are any, nothing can be saved


def open_entry(desk: Desk, name: str) -> EntryPage:
    """An entry as it stands in the files (or, while those are broken, as it is in force)."""
    now, live = _faq_files.read_now(desk), desk.minds.current().catalogue
    catalogue = now.catalogue or live
    entry = catalogue.entries.get(name)
    if entry is None:
        raise NotFound(f"entry {name}")
    fields = (
        shaped(edit.entry_fields(now.files[entry.file], name)) if now.catalogue else {"id": name}
    )
    same = live.entries.get(name) == entry
    return EntryPage(
        entry, fields, base_of(fields), same, findings(desk, catalogue, entry), now.problems
    )


def base_of(fields: Fields) -> str:
    """The text by which a later save knows what the form was opened with."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def shaped(fields: Fields) -> dict[str, Value]:
    """Fields as forms have them: wordings by register, none of them empty."""
    phrases = {name: texts for name, texts in edit.registers(fields).items() if texts}
    return {**fields, "phrases": phrases}


def findings(desk: Desk, catalogue: Catalogue, entry: Entry) -> tuple[Finding, ...]:
    """What lint says of one entry."""
    return advise(catalogue, entry, segments=segments, today=desk.local().date())


def blank(desk: Desk, *, question: str = "", answer: str = "") -> dict[str, Value]:
    """The fields of a new entry, as far as they are clear already."""
    today = desk.local().date()
    first = {"biasa": [question]} if question else {}
    texts: dict[str, Value] = {"title": {}, "answer": {"id": answer} if answer else {}, "sms": {}}
    origin = {"source": POLICY, "as_of": today.isoformat(), "owner": "admin"}
    due = {"review_by": (today + REVIEWED_FOR).isoformat()}
    shape: dict[str, Value] = {"id": "", "scope": "city", "phrases": first, "related": []}
    return {**shape, **texts, "intake": {}, "route": "answer", **origin, **due}


def save(desk: Desk, officer: Officer, name: str, base: str, yours: Fields) -> str:
    """Write the fields that differ from those the form was opened with; the files' new hash.

    A supervisor's save becomes a proposal (its id is returned); "" where nothing changed. Conflict when somebody else changed the
    entry since; BadFaq with what lint or the loader refuses; nothing is written then.
    """
    require(officer, STEER)
    opened = from_base(base)
    changes = {f: yours[f] for f in EDITABLE if f in yours and _differ(yours[f], opened.get(f))}
    if changes.keys() & set(TOLD) and not SIGNED & changes.keys() and opened.get("verified_by"):
        changes |= dict.fromkeys(SIGNED, "")  # what is told is no longer what was signed off
    gone = {f: None for f in changes if not changes[f] and f in edit.OPTIONAL - SIGNED}

    def changed(files: Files) -> Files:
        file = file_of(files, name)
        theirs = shaped(edit.entry_fields(files[file], name))
        if theirs != opened:
            raise Conflict(base=opened, theirs=theirs, yours={**opened, **yours})
        return checked(
            desk, files, {file: edit.set_fields(files[file], name, {**changes, **gone})}, name
        )

    if not officer.may(ADMIN):
        changed(_faq_files.read_now(desk).files)
        return propose(desk, officer, "edit", name, changes)
    return _faq_files.rewrite(desk, Edit(officer.id, f"entry {name}"), changed)


def _differ(yours: FieldValue, opened: FieldValue | None) -> bool:
    return yours != opened and bool(yours or opened)  # a form sends empty what the file lacks


def create(desk: Desk, officer: Officer, family: str, fields: Fields) -> str:
    """Add a new entry to a family's file; as `save`. Duplicate when the id is taken."""
    require(officer, STEER)
    name, file = str(fields.get("id", "")), f"topics/{family}.yaml"
    told = {"id": name, **fields}
    whole = {f: value for f, value in told.items() if value or f not in edit.OPTIONAL}

    def changed(files: Files) -> Files:
        if file not in files:
            raise NotFound(note("family_unknown", key=family))
        return checked(desk, files, {file: edit.add_entry(files[file], whole)}, name)

    if not officer.may(ADMIN):
        changed(_faq_files.read_now(desk).files)
        return propose(desk, officer, "new", name, {**whole, "family": family})
    return _faq_files.rewrite(desk, Edit(officer.id, f"new {name}"), changed)


def add_family(desk: Desk, officer: Officer, key: str, words: Mapping[str, str]) -> str:
    """Add a family without entries yet: a topics file of this name; the files' new hash."""
    require(officer)
    file = f"topics/{key}.yaml"
    if not is_faq_name(file):
        raise BadInput(note("family_name", key=key[:60]))

    def changed(files: Files) -> Files:
        if file in files:
            raise Duplicate(note("family_taken", key=key))
        return checked(desk, files, {file: edit.new_topic(words)}, "")

    return _faq_files.rewrite(desk, Edit(officer.id, f"family {key}"), changed)


def remove(desk: Desk, officer: Officer, name: str, base: str) -> str:
    """Take an entry out of the files, and whatever pointed at it: related entries, test questions."""
    require(officer)
    opened = from_base(base)

    def changed(files: Files) -> Files:
        file = file_of(files, name)
        theirs = shaped(edit.entry_fields(files[file], name))
        if theirs != opened:
            raise Conflict(base=opened, theirs=theirs, yours=opened)
        return checked(desk, files, _without(files, file, name), "")

    return _faq_files.rewrite(desk, Edit(officer.id, f"remove {name}"), changed)


def checked(desk: Desk, before: Files, wanted: Files, name: str) -> Files:
    """The same change, once it loads and lint finds no error in the entry it is about; else BadFaq."""
    after = {file: data for file, data in {**before, **wanted}.items() if data}
    found = _faq_files.reading_of(after)
    if not found.catalogue:
        raise BadFaq(*found.problems)
    told = findings(desk, found.catalogue, found.catalogue.entries[name]) if name else ()
    errors = [one for one in told if one.level == "error"]
    if errors:
        raise BadFaq(*errors)
    return wanted


def file_of(files: Files, name: str) -> str:
    """The topics file in which an entry stands."""
    found = _faq_files.reading_of(files)
    if not found.catalogue:
        raise BadFaq(*found.problems)
    if name not in found.catalogue.entries:
        raise NotFound(f"entry {name}")
    return found.catalogue.entries[name].file


def from_base(base: str) -> dict[str, Any]:
    """What a form was opened with; BadInput where it was lost on the way."""
    try:
        found = json.loads(base)
    except ValueError as error:
        raise BadInput(note("form_incomplete")) from error
    if not isinstance(found, dict):
        raise BadInput(note("form_incomplete"))
    return found


def _without(files: Files, file: str, name: str) -> Files:
    """The files without an entry, and without what pointed at it."""
    found = {**files, file: edit.remove_entry(files[file], name)}
    catalogue = _faq_files.reading_of(files).catalogue
    for other in catalogue.entries.values() if catalogue else ():
        if name in other.related and other.id != name:
            related = [one for one in other.related if one != name]
            found[other.file] = edit.set_fields(found[other.file], other.id, {"related": related})
    for table in files:
        if table.startswith("tests/"):
            found[table] = edit.drop_questions(files[table], name)
    return {key: data for key, data in found.items() if data != files[key]}


def propose(
    desk: Desk,
    officer: Officer,
    kind: str,
    name: str,
    changes: Mapping[str, Any],
    question: str = "",
) -> str:
    """Keep what somebody who may not write the files would change; its id, "" where that is nothing."""
    if not changes:
        return ""
    row = {"kind": kind, "entry": name, "question": question, "answer": "", "at": desk.now()}
    row |= {"officer_id": officer.id, "change": json.dumps(changes, ensure_ascii=False)}
    with desk.store.write() as tx:
        added = staff.propose(tx, row)
        audit.note(tx, actor=officer.id, what="proposed", object_=added, now=desk.now())
        events.tell(tx, "proposal", added, desk.now())
    return added
