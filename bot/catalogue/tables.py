"""lexicon/*.tsv and tests/*.tsv: rows of cells under a header. No YAML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.catalogue.node import Node
from bot.catalogue.reader import Reader
from bot.model.entry import Question

LEXICON = ("word", "meaning", "source")
QUESTIONS = ("question", "expected", "register", "previous")


def read_lexicon(texts: Mapping[str, str], reader: Reader) -> tuple[tuple[str, str], ...]:
    """Read all word lists, file name -> text: (word, meaning) pairs; an empty meaning drops the word."""
    seen: dict[str, tuple[str, Node]] = {}
    for file, text in texts.items():
        for node, (word, meaning, source) in _rows(file, text, LEXICON, reader):
            if not word or not source:
                reader.note(node, "word_needs")
            elif word in seen and seen[word][0] != meaning:
                other = seen[word][1]
                reader.note(node, "word_twice", word=word, file=other.file, line=other.line)
            seen.setdefault(word, (meaning, node))
    return tuple((word, meaning) for word, (meaning, _) in seen.items())


def read_questions(texts: Mapping[str, str], reader: Reader) -> tuple[Question, ...]:
    """Read all test questions, file name -> text."""
    found = []
    for file, text in texts.items():
        for node, (question, expected, register, previous) in _rows(file, text, QUESTIONS, reader):
            if not question:
                reader.note(node, "question_empty")
            found.append(Question(question, expected, register, previous, file, node.line))
    return tuple(found)


def _rows(
    file: str, text: str, header: tuple[str, ...], reader: Reader
) -> Iterator[tuple[Node, list[str]]]:
    """Yield each row with as many cells as the header has; blank lines and # comments are left out."""
    lines = [
        (Node(file, number, line), [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or lines[0][1] != list(header):
        reader.note(Node(file, 1, None), "header_missing", header=" <tab> ".join(header))
        return
    for node, cells in lines[1:]:
        if len(cells) > len(header):
            reader.note(node, "too_many_cells", n=len(cells), most=len(header))
        yield node, (cells + [""] * len(header))[: len(header)]
