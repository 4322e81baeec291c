"""What points from one file into another: facts, related entries, test questions, links. No schema."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.links import link_problem, links_in
from bot.catalogue.marks import MARK, facts_in, params_in, texts_of
from bot.catalogue.node import Node
from bot.catalogue.reader import Reader
from bot.model.entry import Catalogue

REFUSE = "refuse"


def check_references(catalogue: Catalogue, reader: Reader) -> None:
    """Note everything that points nowhere, and every link to a host that is not allowed."""
    _check_related(catalogue, reader)
    _check_questions(catalogue, reader)
    for place, text, takes_params in _texts(catalogue):
        _check_marks(place, text, catalogue, reader, takes_params=takes_params)
        for link in links_in(text):
            if problem := link_problem(link[0], catalogue.office.allowed_links):
                reader.note(place, problem)


def _check_related(catalogue: Catalogue, reader: Reader) -> None:
    for entry in catalogue.entries.values():
        for other in entry.related:
            if other not in catalogue.entries:
                place = Node(entry.file, catalogue.lines[f"{entry.id} related"], None)
                reader.note(place, f"related `{other}` is no entry; write the id of one, or delete it")


def _check_questions(catalogue: Catalogue, reader: Reader) -> None:
    for question in catalogue.questions:
        place = Node(question.file, question.line, None)
        if question.expected != REFUSE and question.expected not in catalogue.entries:
            reader.note(place, f"`{question.expected}` is no entry; write the id of one, or {REFUSE}")
        if question.previous and question.previous not in catalogue.entries:
            reader.note(place, f"`{question.previous}` is no entry; write the id of the one answered before")


def _texts(catalogue: Catalogue) -> Iterator[tuple[Node, str, bool]]:
    """Yield every text that citizens read, where it stands, and whether it takes {name} marks."""
    lines = catalogue.lines
    for entry in catalogue.entries.values():
        for part, text in texts_of(entry):
            yield Node(entry.file, lines[f"{entry.id} {part}"], None), text, False
    for key, sentence in catalogue.sentences.items():
        for language, text in sentence.items():
            yield Node("sentences.yaml", lines[f"sentence {key}.{language}"], None), text, True
    for fact in catalogue.facts.values():
        for text in fact.value.values():
            yield Node("office.yaml", fact.line, None), text, False
    for key, other in catalogue.elsewhere.items():
        for part, words in (("title", other.title), ("office", other.office)):
            for language, text in words.items():
                yield Node("elsewhere.yaml", lines[f"elsewhere {key} {part}.{language}"], None), text, False


def _check_marks(place: Node, text: str, catalogue: Catalogue, reader: Reader, *, takes_params: bool) -> None:
    if "{" not in text and "}" not in text:
        return
    for key in sorted(facts_in(text) - catalogue.facts.keys()):
        reader.note(place, f"there is no fact `{key}`; add it to `facts` in office.yaml, or correct the name")
    for name in sorted(params_in(text)):
        if not takes_params:
            reader.note(place, f"{{{name}}} means nothing here; write {{fact:{name}}}, or no braces")
    rest = MARK.sub("", text)
    if "{" in rest or "}" in rest:
        reader.note(place, "a brace that belongs to no mark; write {fact:key}, or no braces")
