"""The fixed texts: both languages, fit for SMS, and whatever is decided can be said."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import asking
from bot.dialogue.decide import decide
from bot.model.decision import Say
from bot.model.turn import Memory, Part
from tests import make

FILE = Path(__file__).parents[2] / "faq_data" / "sentences.yaml"
SENTENCES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["sentences"]
GSM7 = set(
    "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà{}"
)
DESK = {"ticket", "place", "back", "office", "bot", "portal", "city", "privacy_url"}
TEXTS = [
    (key, language, text) for key, both in SENTENCES.items() for language, text in both.items()
]
SIGNALS = [
    "person",
    "complaint",
    "urgent",
    "own_file",
    "account",
    "fraud",
    "threat",
    "noted",
    "dissatisfied",
    "thanks",
    "greeting",
    "insult",
    "politics",
    "named_official",
    "court",
    "self_harm",
    "yes",
    "no",
    "stop",
    "start",
    "emergency",
]


@pytest.mark.parametrize(("key", "both"), SENTENCES.items())
def test_every_sentence_is_there_in_both_languages_with_the_same_marks(key, both):
    marks = [sorted(re.findall(r"\{[^}]+\}", both[language])) for language in ("id", "en")]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(("key", "language", "text"), TEXTS)
def test_every_sentence_goes_out_by_sms_without_costing_double(key, language, text):
    assert set(text) <= GSM7


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_privacy_notice_with_the_longest_link_is_one_segment(language):
    assert len(SENTENCES["privacy_notice"][language].replace("{privacy_url}", "x" * 61)) <= 160


ENTRIES = [*make.entries(), "gone"]
understandings = st.builds(
    make.seen,
    verdict=st.sampled_from(["answer", "clarify", "escalate", "refuse"]),
    likely=st.lists(st.sampled_from(ENTRIES), max_size=5, unique=True),
    also=st.sampled_from(["", "pbg", "salam"]),
    outside=st.sampled_from(["", "cuaca", "kependudukan", "chat"]),
    signals=st.sets(st.sampled_from(SIGNALS), max_size=3),
)
kinds = ["text", "voice", "photo", "document", "video", "location", "contact", "sticker"]
words = st.sampled_from(
    ["", "1", "0", "9", "ya", "menu", "petugas", "4, bagus", "nib biaya", "halo"]
)
parts = st.builds(
    Part, st.sampled_from(kinds), words, st.sampled_from(["", "1", "entry:x", "rate:4"])
)
pendings = st.sampled_from(
    [
        None,
        asking.menu(make.turn()),
        asking.choice(make.turn(), ["nib-biaya", "pbg"]),
        asking.person(make.turn()),
        asking.offer(make.turn(), "pbg"),
        asking.rating(make.NOW, "t1"),
        asking.comment(make.turn(), "t1"),
        asking.intake(make.turn(), "portal-error")[1],
    ]
)
memories = st.builds(
    Memory,
    pending=pendings,
    last_entry=st.sampled_from(["", "nib-biaya", "gone"]),
    last_entry_at=st.sampled_from([make.JUST_NOW, make.LONG_AGO]),
    runner_up=st.sampled_from(["", "nib-lama", "gone"]),
    misses=st.integers(0, 3),
    notice_version=st.sampled_from(["", "1"]),
)
turns = st.fixed_dictionaries(
    {
        "parts": st.lists(parts, min_size=1, max_size=3).map(tuple),
        "understanding": understandings,
        "memory": memories,
        "owner": st.sampled_from(["bot", "queue", "officer"]),
        "ticket": st.sampled_from([None, make.ticket(), make.ticket(state="resolved")]),
        "language": st.sampled_from(["id", "en"]),
        "opt_out_word": st.sampled_from(["", "", "STOP", "START"]),
        "masked": st.sampled_from([frozenset(), frozenset({"nik"}), frozenset({"secret"})]),
        "withdrawn": st.sampled_from([frozenset(), frozenset({"bot"}), frozenset({"nib"})]),
        "stale": st.sampled_from([frozenset(), frozenset({"pbg"})]),
        "flooded": st.booleans(),
        "may_wait": st.booleans(),
    }
)


@settings(max_examples=400, deadline=None)
@given(turns)
def test_every_turn_has_one_decision_whose_words_exist(given):
    turn = make.turn(**given)
    decision = decide(turn)
    assert decision == decide(turn)
    assert decision.state in {"answered", "queued", "ignored", "throttled", "waiting"}
    assert decision.says or decision.state != "answered"
    for say in decision.says:
        if isinstance(say, Say):
            marks = set(re.findall(r"\{(\w+)\}", SENTENCES[say.key]["id"]))
            assert marks <= DESK | set(say.params)


@settings(max_examples=200, deadline=None)
@given(turns)
def test_no_word_of_the_citizen_is_ever_repeated(given):
    turn = make.turn(**given, text="rahasia xyzzy")
    for say in decide(turn).says:
        assert not isinstance(say, Say) or "xyzzy" not in str(say.params)
