"""What points from one file into another: facts, related entries, test questions, links. No schema."""

from __future__ import annotations

from bot.catalogue.links import link_problem, links_in
from bot.catalogue.marks import MARK, facts_in, params_in
from bot.catalogue.node import Node
from bot.catalogue.reader import Reader
from bot.catalogue.told import Told, told
from bot.model.entry import Catalogue

REFUSE = "refuse"


def check_references(catalogue: Catalogue, reader: Reader) -> None:
    """Note everything that points nowhere, and every link to a host that is not allowed."""
    _check_related(catalogue, reader)
    _check_questions(catalogue, reader)
    for found in told(catalogue):
        _check_marks(found, catalogue, reader)
        for link in links_in(found.text):
            if problem := link_problem(link[0], catalogue.office.allowed_links):
                reader.note(_place(found), problem.key, **dict(problem.gaps))


def _check_related(catalogue: Catalogue, reader: Reader) -> None:
    for entry in catalogue.entries.values():
        for other in entry.related:
            if other not in catalogue.entries:
                place = Node(entry.file, catalogue.lines[f"{entry.id} related"], None)
                reader.note(place, "related_unknown", id=other)


def _check_questions(catalogue: Catalogue, reader: Reader) -> None:
    for question in catalogue.questions:
        place = Node(question.file, question.line, None)
        if question.expected != REFUSE and question.expected not in catalogue.entries:
            reader.note(place, "expected_unknown", id=question.expected, refuse=REFUSE)
        if question.previous and question.previous not in catalogue.entries:
            reader.note(place, "previous_unknown", id=question.previous)


def _check_marks(found: Told, catalogue: Catalogue, reader: Reader) -> None:
    text = found.text
    if "{" not in text and "}" not in text:
        return
    for key in sorted(facts_in(text) - catalogue.facts.keys()):
        reader.note(_place(found), "fact_unknown", key=key)
    for name in sorted(params_in(text)):
        if found.part != "sentence":
            reader.note(_place(found), "mark_elsewhere", name=name)
    rest = MARK.sub("", text)
    if "{" in rest or "}" in rest:
        reader.note(_place(found), "brace")


def _place(found: Told) -> Node:
    return Node(found.file, found.line, None)
