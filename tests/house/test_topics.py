"""Promises about the shipped FAQ: every topic is there, in many people's words, and fits two SMS parts."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from bot.catalogue import load, read_files, render_entry
from bot.channels._sms import segments
from bot.model.channel import SMS
from intents import normalise
from tests.house.held_out import normalise as words_in_order
from tests.house.source import ROOT

TOPICS = (ROOT / "tests/house/topics.txt").read_text(encoding="utf-8").split()
REGISTERS = {"formal", "biasa", "singkatan", "suara", "daerah"}
MOST_ALIKE = 85  # token_sort_ratio of two phrases of one entry
FEWEST_PHRASES = 15
FEWEST_PER_REGISTER = 2
MOST_PARTS = 2
WRITTEN = date(2026, 11, 24)  # before any review date, so that no doubt is added
CATALOGUE = load(read_files(ROOT / "faq_data"))


def test_every_topic_has_its_entry():
    assert set(TOPICS) - set(CATALOGUE.entries) == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_an_entry_is_asked_for_in_many_words_and_in_every_register(topic):
    counts = Counter(phrase.register for phrase in CATALOGUE.entries[topic].phrases)
    assert counts.total() >= FEWEST_PHRASES
    assert {register for register in REGISTERS if counts[register] < FEWEST_PER_REGISTER} == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_no_two_phrases_of_an_entry_are_nearly_the_same(topic):
    texts = [phrase.text for phrase in CATALOGUE.entries[topic].phrases]
    assert [pair for pair in combinations(texts, 2) if _alike(*pair) > MOST_ALIKE] == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_by_sms_takes_two_parts_at_most(topic, language):
    text = render_entry(CATALOGUE, topic, language=language, channel=SMS, today=WRITTEN)
    told = segments(text)
    assert (told.encoding, told.parts <= MOST_PARTS) == ("gsm7", True), text


def test_two_wordings_of_one_sentence_are_seen_as_alike():
    assert _alike("Gimana cara bikin NIB, min?", "min gimana cara bikin nib") > MOST_ALIKE
    assert _alike("gimana cara bikin nib", "usaha saya belum punya nomor induk") < MOST_ALIKE


def _alike(one: str, other: str) -> float:
    """The greater likeness of the two ways to normalise: plain, and as the matcher reads."""
    plain = fuzz.ratio(words_in_order(one), words_in_order(other))
    return max(plain, fuzz.token_sort_ratio(normalise(one), normalise(other)))
