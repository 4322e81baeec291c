"""Promise to the speakers of local words: each row says where the word comes from."""

import csv

import pytest

from tests.house.source import ROOT

FILES = sorted(path.name for path in (ROOT / "faq_data/lexicon").glob("*.tsv"))


@pytest.mark.parametrize("name", FILES)
def test_every_word_has_its_source(name):
    with (ROOT / "faq_data/lexicon" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    assert [row for row in rows if not (row["word"] and (row["source"] or "").strip())] == []


def test_there_are_lexicon_files():
    assert FILES
