"""Promises of what a message may mean after an answer: nothing of another subject, nothing outside unless it is named."""

import numpy as np
import pytest

from intents import Matcher, Phrase, judge
from intents.subjects import Reach
from tests.intents import small

BARE = (
    "biayanya?", "bayar ga", "gratis ga", "berapa lama", "brp hari jadi", "syaratnya apa aja",
    "caranya gimana", "kapan selesai", "urusnya di mana",
)  # fmt: skip
NOTHING = ("oh gitu", "hmm", "hmm gitu ya", "terus?", "maksudnya?", "qqxzj", "halo", "oh ya udah")
OURS = sorted(small.TOPICS)


@pytest.mark.parametrize("before", OURS)
def test_what_leans_on_the_answer_before_is_of_its_subject(model, before):
    for text in BARE:
        match = model.match(text, previous=before)
        assert match.verdict != "refuse"
        if match.verdict == "answer":
            assert match.candidates[0].entry.split("-")[0] == before.split("-")[0]


@pytest.mark.parametrize("text", NOTHING)
def test_what_asks_nothing_is_not_answered_again(model, text):
    match = model.match(text, previous="nib-lama")
    assert (match.verdict, match.outside, match.used_context) == ("escalate", None, False)


def test_thanks_after_an_answer_are_thanks(model):
    assert model.match("makasih ya min", previous="nib-lama").candidates[0].entry == "terima-kasih"


@pytest.mark.parametrize(
    ("text", "before", "entry"),
    [
        ("biayanya?", "nib-lama", "nib-biaya"),
        ("syaratnya apa", "sip-dokter", "sip-dokter"),  # its own phrases ask that
        ("kalau ngurus nib bayar ga", "bongkar-trotoar", "nib-biaya"),  # its subject is named
        ("sabtu buka tidak", "bongkar-trotoar", "hari-libur"),
    ],
)
def test_a_follow_up_is_answered_by_its_subject_or_by_what_it_names(model, text, before, entry):
    match = model.match(text, previous=before)
    assert (match.verdict, match.candidates[0].entry) == ("answer", entry)


def test_what_an_entry_does_not_tell_is_asked_back(model):
    why = model.explain("biayanya?", previous="sip-dokter")
    assert (why.verdict, why.candidates[0].entry) == ("clarify", "sip-dokter")
    assert why.because.startswith("neither named nor told there")


@pytest.mark.parametrize(
    "text", ["kalau bikin ktp di mana?", "kalau sim?", "perpanjang skck di mana"]
)
@pytest.mark.parametrize("before", ["nib-syarat-perorangan", "jam-layanan"])
def test_a_change_to_another_offices_business_is_refused(model, text, before):
    assert model.match(text, previous=before).verdict == "refuse"


def test_a_word_of_the_entry_before_names_nothing_outside(model):
    match = model.match("ktp lama boleh?", previous="nib-syarat-perorangan")
    assert match.verdict != "refuse"


def test_nothing_is_refused_only_for_what_was_said_before(model):
    alone = model.match("ktp usaha")
    assert alone.verdict == "clarify"
    assert model.match("ktp usaha", previous="jam-layanan") == alone


def test_a_message_says_whether_it_asks(model):
    asked = {text: model.match(text, previous="pbg").asks for text in ("biayanya", "2 lantai")}
    assert asked == {"biayanya": True, "2 lantai": False}


def test_what_is_clear_by_itself_needs_no_context(model):
    text = "berapa biaya membuat nib baru, bayar atau gratis"
    assert model.match(text, previous="izin-sekolah").candidates == model.match(text).candidates


@pytest.fixture(scope="module")
def permits():
    """Entries whose names begin alike, but which share no word that is theirs alone."""
    lines = {
        "izin-acara": ("izin acara konser", "acara lari pagi", "pesta rakyat bazar"),
        "izin-trayek": ("izin trayek angkot", "trayek bus keliling", "travel antar pulau"),
        "pbg": ("izin bangun rumah", "bangun ruko izinnya apa", "izin pagar"),
    }
    return Matcher.fit(Phrase(entry, text) for entry, texts in lines.items() for text in texts)


def test_a_name_that_begins_alike_makes_no_subject(permits):
    match = permits.match("syaratnya apa", previous="izin-acara")
    assert "izin-trayek" not in [one.entry for one in match.candidates]


def test_a_number_is_a_word_of_its_own(permits):
    match = permits.match("kalau 25 orang?", previous="izin-acara")
    assert len(match.candidates) > 1


SHARES = np.array([0.2, 0.6, 0.1, 0.1], np.float32)  # three topics, one outside


def a_reach(**given):
    usual = {
        "before": 0,
        "topics": 3,
        "open": np.array([True, False, True, False]),
        "own": 0,
        "ours": False,
        "others": False,
        "asks": True,
        "told": np.array([0.0, 0.9, 0.2, 0.0], np.float32),
    }
    return Reach(**(usual | given))


def test_a_bare_message_is_narrowed_to_what_it_may_mean():
    assert a_reach().narrowed(SHARES) == pytest.approx([0.2 * (1 + 1 / 0.3) / 2, 0, 0.1, 0])


def test_a_message_with_words_of_its_own_keeps_the_topics():
    reach = a_reach(own=1)
    assert reach.narrowed(SHARES) == pytest.approx([0.2, 0.6, 0.1, 0])
    assert a_reach(own=2, open=np.ones(4, bool)).narrowed(SHARES) == pytest.approx(SHARES)


def test_only_what_is_told_or_named_may_be_the_answer():
    assert [a_reach().allows(entry) for entry in (0, 2)] == [False, True]
    assert [a_reach(asks=False).allows(entry) for entry in (0, 1)] == [True, False]
    assert a_reach(own=2).allows(1)


@pytest.mark.parametrize(
    ("outside", "whose"), [((0.5, 0.1), 2), ((0.3, 0.3), None), ((), None), ((0.0, 0.0), 2)]
)
def test_whose_business_it_is_is_told_only_where_one_leads(outside, whose):
    shares = np.array([0.2, 0.2, *outside], np.float32)
    assert judge.whose(shares, 2) == whose
