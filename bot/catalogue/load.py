"""Files -> Catalogue, or every problem at once. The only place that joins the parts of faq_data."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalogue.files import content_hash, is_faq_name
from bot.catalogue.node import Node, decode, parse
from bot.catalogue.notes import problem
from bot.catalogue.office import read_office
from bot.catalogue.reader import Reader
from bot.catalogue.references import check_references
from bot.catalogue.tables import read_lexicon, read_questions
from bot.catalogue.texts import read_elsewhere, read_sentences
from bot.catalogue.topics import read_topic
from bot.errors import BadFaq, Telling
from bot.model.entry import Catalogue, Entry, Words


def load(files: Mapping[str, bytes]) -> Catalogue:
    """Read and check the files of `read_files` or `unpack`; BadFaq holds ALL problems found."""
    reader = Reader()
    unreadable: list[Telling] = []
    nodes, tables = _read_all(files, unreadable)
    office, facts = read_office(nodes["office.yaml"], reader)
    families, entries = _read_topics(nodes, reader)
    catalogue = Catalogue(
        hash=content_hash(files),
        office=office,
        facts=facts,
        families=families,
        entries=entries,
        sentences=read_sentences(nodes["sentences.yaml"], reader),
        elsewhere=read_elsewhere(nodes["elsewhere.yaml"], reader),
        lexicon=read_lexicon(_below("lexicon/", tables), reader),
        questions=read_questions(_below("tests/", tables), reader),
        lines=reader.lines,
    )
    if not unreadable:  # else all that points into the unreadable file would be noted as well
        check_references(catalogue, reader)
    if unreadable or reader.problems:
        raise BadFaq(*unreadable, *reader.problems)
    return catalogue


def _read_all(
    files: Mapping[str, bytes], unreadable: list[Telling]
) -> tuple[dict[str, Node], dict[str, str]]:
    """Turn every file into a node or a text; one that cannot be read counts as empty."""
    names = {*files, "office.yaml", "sentences.yaml", "elsewhere.yaml"}
    nodes = {name: Node(name, 1, None) for name in sorted(names) if name.endswith(".yaml")}
    tables: dict[str, str] = {}
    for name in sorted(names):
        try:
            if name in nodes:
                nodes[name] = parse(_bytes(files, name), name)
            else:
                tables[name] = decode(_bytes(files, name), name)
        except BadFaq as error:
            unreadable.extend(error.problems)
    return nodes, tables


def _bytes(files: Mapping[str, bytes], name: str) -> bytes:
    if not is_faq_name(name):
        raise BadFaq(problem(repr(name[:80]), 1, "no_faq_name"))
    if name not in files:
        raise BadFaq(problem(name, 1, "missing_file"))
    return files[name]


def _read_topics(
    nodes: Mapping[str, Node], reader: Reader
) -> tuple[dict[str, Words], dict[str, Entry]]:
    families: dict[str, Words] = {}
    entries: dict[str, Entry] = {}
    for name, node in nodes.items():
        if name.startswith("topics/"):
            families[name.removeprefix("topics/").removesuffix(".yaml")], found = read_topic(
                node, reader
            )
            for entry in found:
                _add(entry, entries, reader)
    return families, entries


def _add(entry: Entry, entries: dict[str, Entry], reader: Reader) -> None:
    first = entries.setdefault(entry.id, entry)
    if first is not entry:
        place = Node(entry.file, entry.line, None)
        reader.note(place, "id_taken", id=entry.id, file=first.file, line=first.line)


def _below(folder: str, tables: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in tables.items() if name.startswith(folder)}
