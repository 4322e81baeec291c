"""Facts and entries in time: what is due, signing off, changing a fact once and seeing every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b

from bot.catalogue import Part, edit, note, render_entry
from bot.catalogue.marks import facts_of
from bot.desk import _faq_files, _mail, _words, studio
from bot.desk._cards import days_left
from bot.desk._faq_files import Edit, Files
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadInput, Conflict, NotFound, TanyaError
from bot.model.channel import WHATSAPP
from bot.model.entry import Catalogue, Entry, Fact, Provenance
from bot.model.officer import ADMIN, STEER, Officer
from bot.store import leases, officers

OFFICE = "office.yaml"
ALARM = "reviews"
SOON_DAYS, REMINDED_DAYS = 30, 14
STATUSES = ("due", "unsigned", "all")


@dataclass(frozen=True)
class Statement:
    """A fact or an entry, as something to be reviewed."""

    kind: str  # fact | entry
    id: str
    title: str  # the value of a fact, the title of an entry
    origin: Provenance
    left: int  # days until its review; negative when it is over
    cited: int  # answers that cite a fact
    seen: str  # a short hash of what it tells: nobody signs what has changed since it was read


def statements(desk: Desk, status: str, language: str = "id") -> list[Statement]:
    """Everything in the status due | unsigned | all, what is over first."""
    now = _faq_files.read_now(desk).catalogue or desk.minds.current().catalogue
    today, cited = desk.local().date(), _cited(now)
    found = [
        Statement("fact", key, f.value.get(language, f.value["id"]), f.provenance,
                  days_left(f.provenance.review_by, today), len(cited.get(key, ())), _seen(f))
        for key, f in now.facts.items()
    ] + [
        Statement("entry", key, e.title.get(language, e.title["id"]), e.provenance,
                  days_left(e.provenance.review_by, today), 0, _seen(e))
        for key, e in now.entries.items()
    ]  # fmt: skip
    kept = [one for one in found if _is(one, status)]
    return sorted(kept, key=lambda one: (one.left, one.kind != "fact", one.id))


def sign(desk: Desk, officer: Officer, chosen: Sequence[str], by: str, review_by: str) -> str:
    """Sign many off at once, in the name of `by`; the files' new hash.

    `chosen` are "fact:key@seen" and "entry:id@seen"; BadInput where something changed since it was seen.
    """
    require(officer)
    if not chosen or not by.strip():
        raise BadInput(note("sign_what"))
    today = desk.local().date().isoformat()
    if not review_by or review_by <= today:
        raise BadInput(note("review_future"))
    signed = {"verified_by": by.strip()[:80], "verified_on": today, "review_by": review_by}
    names = dict(one.partition("@")[::2] for one in chosen)
    facts = [one.removeprefix("fact:") for one in names if one.startswith("fact:")]
    entries = [one.removeprefix("entry:") for one in names if one.startswith("entry:")]

    def changed(files: Files) -> Files:
        _as_seen(files, names)
        by_file: dict[str, list[str]] = {}
        for name in entries:
            by_file.setdefault(studio.file_of(files, name), []).append(name)
        wanted = {f: edit.sign_entries(files[f], names, signed) for f, names in by_file.items()}
        if facts:
            wanted[OFFICE] = edit.sign_facts(files[OFFICE], facts, signed)
        return studio.checked(desk, files, wanted, "")

    return _faq_files.rewrite(desk, Edit(officer.id, f"sign {len(chosen)}"), changed)


def _as_seen(files: Files, names: Mapping[str, str]) -> None:
    now = _faq_files.reading_of(files).catalogue
    things = {f"fact:{key}": _seen(fact) for key, fact in now.facts.items()} if now else {}
    things |= {f"entry:{key}": _seen(entry) for key, entry in now.entries.items()} if now else {}
    other = [name.partition(":")[2] for name, seen in names.items() if things.get(name) != seen]
    if other:
        raise BadInput(note("sign_changed", names=", ".join(other)))


def _seen(one: Fact | Entry) -> str:
    texts = [one.value] if isinstance(one, Fact) else [one.title, one.answer, one.sms, one.intake]
    told = [sorted(words.items()) for words in texts]
    origin = one.provenance
    whole = repr((told, origin.source, origin.as_of))
    return blake2b(whole.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class FactPage:
    """A fact with every answer that cites it."""

    key: str
    fields: Mapping[str, studio.FieldValue]
    base: str
    origin: Provenance
    answers: list[Part]  # name: the entry; before and after: its answer as citizens read it


def open_fact(desk: Desk, key: str) -> FactPage:
    """A fact as it stands in the files."""
    now = _faq_files.read_now(desk)
    if not now.catalogue or key not in now.catalogue.facts:
        raise NotFound(f"fact {key}")
    fields = edit.fact_fields(now.files[OFFICE], key)
    origin = now.catalogue.facts[key].provenance
    return FactPage(
        key,
        fields,
        studio.base_of(fields),
        origin,
        [Part(name, text, text) for name, text in _answers(desk, now.catalogue, key)],
    )


def preview(desk: Desk, key: str, words: Mapping[str, str]) -> list[Part]:
    """Every answer that another value changes, by entry: before and after."""
    now = _faq_files.read_now(desk).catalogue
    if not now or key not in now.facts:
        raise NotFound(f"fact {key}")
    told = {name: text for name, text in words.items() if text} or dict(now.facts[key].value)
    other = replace(now, facts={**now.facts, key: replace(now.facts[key], value=told)})
    before, after = dict(_answers(desk, now, key)), dict(_answers(desk, other, key))
    return [Part(name, before[name], text) for name, text in after.items()]


def change_fact(desk: Desk, officer: Officer, key: str, base: str, yours: studio.Fields) -> str:
    """Write another value or origin of a fact; as `studio.save`. Another value takes its sign-off away."""
    require(officer, STEER)
    opened = studio.from_base(base)
    changes = {name: value for name, value in yours.items() if value != opened.get(name)}

    def changed(files: Files) -> Files:
        theirs = edit.fact_fields(files[OFFICE], key)
        if theirs != opened:
            raise Conflict(base=opened, theirs=theirs, yours={**opened, **yours})
        return studio.checked(desk, files, {OFFICE: edit.set_fact(files[OFFICE], key, changes)}, "")

    if not officer.may(ADMIN):
        changed(_faq_files.read_now(desk).files)
        return studio.propose(desk, officer, "fact", key, changes)
    return _faq_files.rewrite(desk, Edit(officer.id, f"fact {key}"), changed)


def add_fact(desk: Desk, officer: Officer, key: str, fields: studio.Fields) -> str:
    """Add a fact that texts may cite from now on."""
    require(officer)

    def changed(files: Files) -> Files:
        return studio.checked(desk, files, {OFFICE: edit.add_fact(files[OFFICE], key, fields)}, "")

    return _faq_files.rewrite(desk, Edit(officer.id, f"new fact {key}"), changed)


def remind(desk: Desk) -> dict[str, int]:
    """Tell owners by e-mail what is due; what reaches nobody becomes an alarm. Counts: due, mailed."""
    due = [one for one in statements(desk, "all") if one.left <= REMINDED_DAYS]
    people = [o for o in desk.store.read(officers.everyone) if o["email"] and not o["disabled_at"]]
    told = 0
    reached: set[str] = set()
    for person in people if desk.settings.smtp_url else ():
        mine = [one for one in due if one.origin.owner.lower() in {person["login"], person["role"]}]
        if mine and _mailed(desk, person["email"], person["language"], mine):
            told += 1
            reached |= {f"{one.kind}:{one.id}" for one in mine}
    left = [one for one in due if f"{one.kind}:{one.id}" not in reached]
    with desk.store.write() as tx:
        if left:
            leases.raise_alarm(tx, ALARM, desk.now(), str(len(left)))
        else:
            leases.clear_alarm(tx, ALARM)
    return {"due": len(due), "mailed": told}


def _mailed(desk: Desk, to: str, language: str, mine: Sequence[Statement]) -> bool:
    day = (desk.local().date() + timedelta(days=mine[0].left)).isoformat()
    url = f"{desk.settings.base_url}/console/studio/fakta"
    try:
        mind = desk.minds.current()
        body = _words.sentence(
            desk, mind, "review_digest", language, due=str(len(mine)), day=day, url=url
        )
        with closing(_mail.server(desk)) as server:
            server.send_message(_mail.letter(desk, to, body))
    except (TanyaError, OSError) as error:  # the alarm tells it instead
        desk.log.warning("review reminder not sent", reason=type(error).__name__)
        return False
    return True


def _is(one: Statement, status: str) -> bool:
    return {
        "due": one.left <= SOON_DAYS,
        "unsigned": not one.origin.verified_by,
    }.get(status, True)


def _cited(catalogue: Catalogue) -> dict[str, list[str]]:
    """Which entries cite each fact."""
    found: dict[str, list[str]] = {}
    for name, entry in catalogue.entries.items():
        for key in facts_of(entry):
            found.setdefault(key, []).append(name)
    return found


def _answers(desk: Desk, catalogue: Catalogue, key: str) -> list[tuple[str, str]]:
    today = desk.local().date()
    return [
        (name, render_entry(catalogue, name, language="id", channel=WHATSAPP, today=today))
        for name in _cited(catalogue).get(key, ())
    ]
