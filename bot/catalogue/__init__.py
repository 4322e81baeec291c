"""faq_data -> a validated, immutable Catalogue, and its texts as citizens read them. No matching, no store."""

from bot.catalogue.changed import Changes, changed
from bot.catalogue.differing import Difference, Part, differences
from bot.catalogue.files import content_hash, pack, read_files, unpack
from bot.catalogue.lint import Finding, Segments, lint
from bot.catalogue.load import load
from bot.catalogue.notes import Note, note
from bot.catalogue.render import render_entry, render_sentence, render_words, stale_entries

__all__ = [
    "Changes",
    "Difference",
    "Finding",
    "Note",
    "Part",
    "Segments",
    "changed",
    "content_hash",
    "differences",
    "lint",
    "load",
    "note",
    "pack",
    "read_files",
    "render_entry",
    "render_sentence",
    "render_words",
    "stale_entries",
    "unpack",
]
