"""sentences.yaml and elsewhere.yaml: what the bot says by itself, and whose business is not ours."""

from __future__ import annotations

import re

from bot.catalogue.node import Node
from bot.catalogue.reader import Reader
from bot.model.entry import Elsewhere, Words

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
NAME = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
DATED, DOUBTFUL = "fact_dated", "fact_doubtful"
RENDERER_KEYS = (DATED, f"{DATED}_sms", DOUBTFUL, f"{DOUBTFUL}_sms")


def read_sentences(node: Node, reader: Reader) -> dict[str, Words]:
    """Read every fixed text: key -> language -> text."""
    sentences = reader.fields(node, "sentences")["sentences"]
    found = reader.mapping(sentences)
    for key, sentence in found.items():
        if not KEY.fullmatch(key):
            reader.note(sentence, "sentence_name", key=key[:60])
    for key in RENDERER_KEYS:
        if key not in found:
            reader.note(sentences, "sentence_missing", key=key)
    return {key: reader.words(sentence, f"sentence {key}") for key, sentence in found.items()}


def read_elsewhere(node: Node, reader: Reader) -> dict[str, Elsewhere]:
    """Read what belongs to other offices, by id."""
    found: dict[str, Elsewhere] = {}
    for item in reader.items(reader.fields(node, "elsewhere")["elsewhere"]):
        fields = reader.fields(item, "id title office phrases")
        name = reader.shaped(fields["id"], NAME, "kependudukan")
        if name in found:
            reader.note(fields["id"], "elsewhere_twice", id=name)
        found[name] = Elsewhere(
            name,
            reader.words(fields["title"], f"elsewhere {name} title"),
            reader.words(fields["office"], f"elsewhere {name} office", empty=True),
            tuple(reader.text(phrase) for phrase in reader.items(fields["phrases"])),
        )
    return found
