"""Promises of reasons: whatever the product writes into the history can be told in both languages."""

import re

import pytest

from bot.desk import reasons
from tests.house.source import ROOT

CODE = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot/desk").glob("*.py"))
)
EDITS = set(re.findall(r'Edit\(officer\.id, f?"([a-z ]+[a-z])', CODE))


def test_every_edit_of_the_studio_has_words_of_its_own():
    assert len(EDITS) > 8
    assert EDITS - set(reasons.OF) - set(reasons.WHOLE) == set()


@pytest.mark.parametrize("why", [*reasons.WHOLE, *(f"{kind} nib-biaya" for kind in reasons.OF)])
def test_a_reason_of_the_product_is_told_in_indonesian(why):
    assert reasons.told(why, "id") != why
    assert "{" not in reasons.told(why, "id")


def test_a_version_that_cannot_be_read_any_more_says_so():
    why = f"347f5379359c {reasons.UNREADABLE}"
    assert reasons.told(why, "en") == why
    assert reasons.told(why, "id") == "347f5379359c tidak dapat dibaca oleh versi program ini"


def test_a_persons_reason_stays_as_it_was_written():
    assert reasons.told("entry of the mayor's letter", "id") == "entry of the mayor's letter"
