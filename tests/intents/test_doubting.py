"""Promises of doubt: words that stand everywhere are asked about, what is ours is not refused."""

import numpy as np
import pytest

from intents.doubting import Holders
from intents.lexicon import build_lexicon
from intents.reader import Reader

LINES = [
    "biaya nib",
    "biaya pbg",
    "biaya reklame",
    "biaya slf",
    "slf",
    "cetak nib",
    "syarat nib cv",
    "nib",
]
OWNERS = np.array([0, 1, 2, 3, 3, 4, 5, 6], np.int32)
WORDS = {word: 1 for line in LINES for word in line.split()}


@pytest.fixture(scope="module")
def holders():
    return Holders(LINES, OWNERS, topics=6)


def words(text):
    return Reader(build_lexicon(), WORDS).read(text)


def test_a_word_of_many_entries_is_everybodys(holders):
    shares = {0: 0.25, 1: 0.25, 2: 0.25, 3: 0.25}
    assert holders.doubt(words("biaya"), 0, refused=False) == shares
    assert holders.doubt(words("biaya"), None, refused=True) == shares


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("nib", 6),  # a phrase is just this word
        ("slf", 3),  # its own word
        ("cetak nib", 4),  # too few phrases to tell
        ("biaya qqxzj", 0),  # a word that no phrase has may say anything
        ("syarat nib cv biaya", 5),  # long enough
        ("qqxzj", 5),  # nothing known
    ],
)
def test_what_tells_enough_is_left_alone(holders, text, entry):
    assert holders.doubt(words(text), entry, refused=False) is None


def test_nothing_is_refused_for_an_entry_that_has_none_of_its_words(holders):
    assert holders.doubt(words("biaya qqxzj"), 5, refused=True) == {}
    assert holders.doubt(words("syarat qqxzj"), 5, refused=True) is None
    assert holders.doubt(words("biaya qqxzj"), None, refused=True) == {}


TURNED = ["alamat kantor", "antre loket", "alamat kantor cabang kami di kota", "lowongan kerja"]


@pytest.fixture
def turning(monkeypatch):
    """Phrases of two topics, and of one entry outside that has `lowongan`."""
    monkeypatch.setattr("intents.doubting.FEW", 4)
    return Holders(TURNED, np.array([0, 1, 0, 2], np.int32), topics=2)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("alamat kantor pos", True),  # of the dictionary, and no phrase has it
        ("alamat lowongan", True),
        ("alamat kantor cabang kami di lowongan", True),
        ("alamat kantor cabang kami di pos", False),  # in a longer message that says nothing
        ("alamat kantor qqxzj", False),  # nor does what may be a slip
        ("alamat loket", False),  # another topic's
        ("alamat kantor", False),
        ("alamat kantor cabang kami di kota lowongan", False),  # long enough
    ],
)
def test_a_word_of_others_turns_a_brief_message(turning, text, turned):
    words = {word: 1 for line in TURNED for word in line.split()}
    assert turning.turned(Reader(build_lexicon(), words).read(text), 0) == turned


def test_where_phrases_are_few_what_they_lack_says_nothing(monkeypatch):
    few = Holders(TURNED, np.array([0, 1, 0, 2], np.int32), topics=2)
    assert not few.turned(words("alamat lowongan"), 0)


def test_a_brief_message_with_a_word_of_others_is_asked_back(model, monkeypatch):
    monkeypatch.setattr("intents.doubting.FEW", 1)
    why = model.explain("kantor buka jam berapa skck")
    assert (why.verdict, why.candidates[0].entry) == ("clarify", "jam-layanan")
    assert why.because.startswith("a word of others")
    assert model.match("loket skck", previous="jam-layanan").verdict != "answer"


@pytest.mark.parametrize("text", ["berapa", "syarat", "izin"])
def test_a_bare_word_is_neither_answered_nor_refused(model, text):
    assert model.match(text).verdict in ("clarify", "escalate")


def test_a_greeting_after_an_answer_is_no_follow_up(model):
    match = model.match("halo??", previous="nib-biaya")
    assert not match.used_context


def test_nothing_is_refused_that_holds_an_acronym_of_ours():
    lines = [f"nib {word}" for word in "abcdefghijklmnop"] + ["ktp rusak"]
    owners = np.array([*range(16), 16], np.int32)
    holders = Holders(lines, owners, topics=16)
    text = words("ktp luar kota bisa bikin nib di sini")
    assert holders.doubt(text, 16, refused=True) == {}
    assert holders.doubt(text, 16, refused=False) is None
    assert holders.doubt(words("ktp saya rusak di jalan raya"), 16, refused=True) is None


def test_what_is_asked_of_another_licence_is_not_answered_with_an_nibs(model):
    asked = "sip brp hari kelar"
    match = model.match(asked)
    assert match.verdict == "clarify"
    assert [one.entry for one in match.candidates[:2]] == ["nib-lama", "sip-dokter"]
    assert model.explain(asked).because.startswith("another is named")
    assert model.match("nib brp hari kelar").verdict == "answer"


def test_an_acronym_turns_only_what_is_about_another_one():
    lines = ["lama nib", "nib kapan", "sip dokter", "sip bidan", "lapor sip hilang", "petugas mana"]
    holders = Holders(lines, np.array([0, 0, 1, 1, 2, 3], np.int32), topics=4)
    assert holders.of_another(words("lama sip"), 0) == {1: 2 / 3, 2: 1 / 3}
    assert holders.of_another(words("lama nib sip"), 0) == {}
    assert holders.of_another(words("petugas sip mana"), 3) == {}  # it is about no acronym
    assert holders.of_another(words("lama sip" + " sekali" * 9), 0) == {}
