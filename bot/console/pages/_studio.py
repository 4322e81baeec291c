"""What the pages of the studio share: their tabs, the page of an entry. No routes here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from bot.console import guard, here, parts
from bot.console.words import language
from bot.desk import (
    freshness,
    insight,
    learning,
    listing,
    previewing,
    reasons,
    sentences,
    studio,
    versions,
)
from bot.errors import BadFaq, Conflict, TanyaError
from bot.model.officer import STEER

TABS = {  # label -> the page it opens, in this order
    "studio_entries": "studio.show",
    "studio_facts_tab": "studio_facts.show",
    "studio_sentences": "studio_sentences.show",
    "studio_learn": "studio_learn.show",
    "studio_proposals": "studio_proposals.show",
    "studio_try": "studio_try.show",
    "studio_files": "studio_files.show",
    "studio_versions": "studio_versions.show",
}


@dataclass(frozen=True)
class Tab:
    """One tab above a page of the studio."""

    label: str
    endpoint: str
    here: bool
    mark: str = ""  # what waits behind it, in one word


@dataclass(frozen=True)
class Sheet:
    """An entry's form as it is shown: filled from the files, or with what was typed."""

    family: str
    fields: Mapping[str, Any]
    base: str  # "" for a new entry
    page: studio.EntryPage | None = None
    problems: Sequence[str] = ()  # why it could not be saved
    conflict: Conflict | None = None
    proposal: str = ""  # the proposal that this form carries out


def render(template: str, **values: Any) -> str:
    """A page of the studio with its tabs."""
    edition = values.setdefault("edition", versions.waiting(here.desk()))
    return render_template(template, tabs=_tabs(edition.state), reason=reason, **values)


def reason(why: str) -> str:
    """Why a version is there, in the reader's language."""
    return reasons.told(why, language())


def render_list(asked: listing.Filter, problems: Sequence[str] = ()) -> str:
    """The list of entries."""
    return render(
        "studio_list.html",
        found=listing.entries(here.desk(), asked, here.officer().language),
        asked=asked,
        statuses=listing.STATUSES,
        problems=problems,
    )


def render_entry_page(sheet: Sheet, language: str = "id") -> str:
    """The page of an entry, or of a new one."""
    desk, name = here.desk(), str(sheet.fields.get("id", ""))
    typed = {**sheet.fields, "id": name or "baru"}
    broken = sheet.page is not None and bool(sheet.page.problems)
    return render(
        "studio_entry.html",
        sheet=sheet,
        fields=sheet.fields,
        name=name,
        readonly=broken or not here.officer().may(STEER),
        preview=previewing.preview(desk, sheet.family, typed, language),
        language_shown=language,
        families=listing.families(desk, here.officer().language),
        conflict=sheet.conflict,
        apart=parts.apart(sheet.conflict) if sheet.conflict else [],
        registers=studio.REGISTERS,
        routes=studio.ROUTES,
        scopes=studio.SCOPES,
        views=insight.views_of(desk, name),
        titles=insight.titles(desk, here.officer().language),
        facts=listing.facts(desk),
    )


def render_lesson(
    entry: str,
    texts: Sequence[str],
    *,
    proposal: str,
    uses: Sequence[str] = (),
    problems: Sequence[str] = (),
) -> str:
    """The form in which questions become wordings of an entry."""
    desk = here.desk()
    chosen = list(uses) or [learning.register_of(text) for text in texts]
    rows = [
        (text, use, learning.look_at(desk, text)) for text, use in zip(texts, chosen, strict=False)
    ]
    return render(
        "studio_teach.html",
        entry=entry,
        rows=rows,
        proposal=proposal,
        problems=problems,
        doubtful=any(row[2] for row in rows),
        uses=(*learning.REGISTERS, "test", "skip"),
        titles=insight.titles(desk, here.officer().language),
    )


def render_facts(status: str, problems: Sequence[str] = ()) -> str:
    """The list of facts and entries with their review dates."""
    desk, officer = here.desk(), here.officer()
    return render(
        "studio_facts.html",
        status=status,
        rows=freshness.statements(desk, status, officer.language),
        statuses=freshness.STATUSES,
        problems=problems,
        next_review=(desk.local().date() + studio.REVIEWED_FOR).isoformat(),
        today=desk.local().date().isoformat(),
    )


def render_fact(
    page: freshness.FactPage,
    *,
    problems: Sequence[str] = (),
    conflict: Conflict | None = None,
    proposal: str = "",
) -> str:
    """The page of one fact."""
    value = page.fields.get("value", "")
    words = dict(value) if isinstance(value, Mapping) else {"id": value}
    return render(
        "studio_fact.html",
        page=page,
        words=words,
        problems=problems,
        conflict=conflict,
        apart=parts.apart(conflict) if conflict else [],
        proposal=proposal,
        readonly=not here.officer().may(STEER),
        answers=page.answers,
        titles=insight.titles(here.desk(), here.officer().language),
    )


def render_sentence(
    page: sentences.SentencePage,
    *,
    problems: Sequence[str] = (),
    conflict: Conflict | None = None,
    proposal: str = "",
) -> str:
    """The page of one fixed sentence."""
    return render(
        "studio_sentence.html",
        page=page,
        problems=problems,
        conflict=conflict,
        apart=parts.apart(conflict) if conflict else [],
        proposal=proposal,
        readonly=not here.officer().may(STEER),
    )


def problems_of(error: TanyaError) -> tuple[str, ...]:
    """Why something was refused, one text a line, in the reader's language."""
    told = error.problems if isinstance(error, BadFaq) else (error,)
    return tuple(one.told(here.officer().language) for one in told)


def _tabs(state: str) -> list[Tab]:
    pages, officer = here.pages(), here.officer()
    return [
        Tab(
            label, endpoint, _is_here(endpoint), state if endpoint == "studio_versions.show" else ""
        )
        for label, endpoint in TABS.items()
        if guard.may_enter(officer, pages[endpoint.partition(".")[0]])
    ]


def _is_here(endpoint: str) -> bool:
    return request.blueprint == endpoint.partition(".")[0]
