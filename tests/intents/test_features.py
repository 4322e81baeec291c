"""How telling a feature is: by the phrases that have it, where they are few by the entries."""

import numpy as np
import pytest

from intents.concepts import concepts_of
from intents.features import FEW, MANY, Space

PHRASES_EACH = 10


def space(entries):
    """Learn phrases that each have their entry's word, a word of their own, and one of the first two entries'."""
    counted, owners = [], []
    for entry in range(entries):
        for number in range(PHRASES_EACH):
            features = {f"sentry{entry}": 1, f"sown{entry}-{number}": 1}
            if entry < 2 and number == 0:
                features["sshared"] = 1
            counted.append(features)
            owners.append(entry)
    return Space.learn(counted, np.array(owners, np.int32))


def idf(found, name):
    return float(found.idf[found.ids[name]])


def test_where_phrases_are_few_a_word_of_one_entry_is_as_telling_in_all_its_phrases_as_in_one():
    found = space(FEW // PHRASES_EACH)
    assert idf(found, "sentry5") == idf(found, "sown5-1")
    assert idf(found, "sentry5") > idf(found, "sshared")


def test_among_many_phrases_the_fewer_have_a_word_the_more_it_tells():
    found = space(MANY // PHRASES_EACH)
    assert idf(found, "sown5-1") > idf(found, "sshared") > idf(found, "sentry5")
    assert idf(found, "sentry5") == pytest.approx(np.log((1 + MANY) / (1 + PHRASES_EACH)) + 1)


def test_in_between_it_is_in_between():
    few, some, many = (
        idf(found, "sown5-1") - idf(found, "sentry5")
        for found in (space(size // PHRASES_EACH) for size in (FEW, (FEW + MANY) // 2, MANY))
    )
    assert few < some < many


def test_everyday_meanings_are_read_only_where_phrases_are_few():
    for size, read in ((FEW, True), (MANY - 1, True), (MANY, False)):
        found = Space.learn([{"m~beli": 1, "mbiaya": 1}] * size, np.zeros(size, np.int32))
        assert ("m~beli" in found.ids, "mbiaya" in found.ids) == (read, True)


def test_what_a_word_or_its_root_means_at_an_office_comes_before_what_it_means_elsewhere():
    assert concepts_of("belanja", "belanja") == ("~beli",)
    assert concepts_of("penjual", "jual") == ("usaha", "pasar")
