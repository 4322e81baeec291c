"""Greetings, forms of address and thanks frame a question and must not speak for it."""

import pytest

from intents import Matcher, Phrase, normalise
from intents.courtesy import is_courtesy, matter
from intents.lexicon import build_lexicon
from intents.packaged import read_rows
from intents.reader import Reader
from intents.signals import read_signals
from tests.intents import small


def read(text):
    return Reader(build_lexicon(), {}).read(text)


def left(text):
    return " ".join(word.text for word in matter(read(text)))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "halo min selamat siang, mau tanya dong. biaya nib berapa ya kak? makasih",
            "biaya nib berapa",
        ),
        ("Assalamu'alaikum wr wb pak, loket tutup jam berapa", "loket tutup jam berapa"),
        ("nib hilang gimana, terima kasih sebelumnya bu", "nib hilang bagaimana"),
        ("layanan malam masih ada", "layanan malam masih ada"),
        ("tolong beri tau dong min, syarat nib", "syarat nib"),
        ("bisa bantu jelasin soal biaya nib", "biaya nib"),
        ("oke siap makasih penjelasannya pak. loket buka jam berapa", "loket buka jam berapa"),
        ("satu lagi min, nib hilang, tolong segera dibalas", "nib hilang"),
    ],
)
def test_courtesy_is_taken_off_both_ends(text, about):
    assert left(text) == about


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("halo min", "halo admin"),
        ("makasih ya kak", "terima kasih ya kak"),
        ("min mana", "admin mana"),
    ],
)
def test_a_message_of_courtesy_stays_whole(text, whole):
    assert left(text) == whole
    assert is_courtesy(read(text))


def test_every_courtesy_is_written_as_it_will_be_read():
    rows = [words for _, words in read_rows("courtesy.tsv")]
    assert [words for words in rows if normalise(words) != words] == []
    assert len(rows) == len({tuple(row) for row in read_rows("courtesy.tsv")})


def test_sip_among_courtesies_is_okay_and_a_licence_otherwise():
    assert left("sip pak") == "oke bapak"
    assert left("sip dokter") == "sip dokter"
    assert left("SIP") == "sip"


@pytest.mark.parametrize(
    "frame", ["halo min selamat siang mau tanya dong, {}", "{} makasih ya kak 🙏", "P. {}"]
)
def test_a_framed_question_is_answered_like_a_bare_one(model, frame):
    match = model.match(frame.format("nib bayar atau gratis"))
    assert (match.verdict, match.candidates[0].entry) == ("answer", "nib-biaya")


def test_thanks_alone_are_thanks(model):
    assert model.match("makasih ya kak").candidates[0].entry == "terima-kasih"
    assert model.match("sip pak").candidates[0].entry == "terima-kasih"


def test_thanks_beside_a_question_are_no_second_question(model):
    match = model.match("kode verifikasi oss tidak masuk. terima kasih banyak ya pak.")
    assert match.candidates[0].entry == "oss-kode-verifikasi"
    assert match.also == ()


def test_stop_is_a_signal_only_as_the_whole_message():
    tabs = [
        Phrase("nib-pencabutan", text)
        for text in ("usaha saya berhenti", "nib ditutup karena usaha berhenti")
    ]
    model = Matcher.fit([*small.phrases(), *tabs])
    assert model.match("usaha saya berhenti").candidates[0].entry == "nib-pencabutan"
    assert "stop" in {signal.name for signal in read_signals("berhenti")}
    assert "stop" not in {signal.name for signal in read_signals("usaha saya berhenti")}
