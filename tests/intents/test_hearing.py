"""Signals that were learnt: heard where no pattern is written, and not in fragments."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bench import catalogue
from intents import hearing
from intents.signals import read_signals
from tests.intents.test_signals import written

ROOT = Path(__file__).parents[2]
BY_OTHERS = sorted((ROOT / "bench" / "data").glob("signals-?.jsonl"))
LEXICON = dict(catalogue.lexicon())


def names(text):
    return {signal.name for signal in read_signals(text, LEXICON)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "own_file",
            "pengajuan klinik kami masuk senin lalu, sekarang posisinya ada di bagian mana?",
        ),
        ("account", "saya coba login oss pakai sandi baru tetap tidak diterima"),
        ("person", "boleh minta tolong petugasnya saja yang membalas, saya kurang paham kalau bot"),
        ("named_official", "katanya pak kadis punya vila hasil proyek ya, benar tidak itu"),
        ("hate", "jangan kasih izin usaha ke orang pendatang suku itu, usir saja semua"),
        (
            "self_harm",
            "rasanya saya sudah tidak sanggup lagi, lebih baik saya menghilang selamanya",
        ),
    ],
)
def test_what_no_pattern_finds_is_heard(name, text):
    assert name not in written(text)
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        *("akun saya", "petugas loket", "uang muka", "wali kota", "pengadilan agama", "cepat"),
        *("usaha mati", "hari ini", "partai besar", "transfer bank", "berkas", "izin gereja"),
    ],
)
def test_a_fragment_alone_shows_nothing(text):
    assert names(text) & set(hearing.shipped().names) == set()


def test_messages_of_other_writers_are_heard_and_few_wrongly():
    rows = [json.loads(line) for file in BY_OTHERS for line in file.read_text("utf-8").splitlines()]
    heard, wrongly, shown = Counter(), Counter(), Counter()
    for row in rows:
        shown.update(row["labels"])
        for name in names(row["text"]) & set(hearing.shipped().names):
            (heard if name in row["labels"] else wrongly)[name] += 1
    assert heard.total() >= 0.85 * shown.total()
    assert wrongly.total() <= 0.08 * heard.total()
    assert all(heard[name] >= 0.65 * shown[name] for name in hearing.shipped().names)


def test_what_was_heard_is_told_in_words_of_the_message():
    text = "katanya kadis punya vila hasil proyek ya, benar tidak itu"
    (told,) = (one.words for one in read_signals(text) if one.name == "named_official")
    assert 0 < len(told) <= 3
    assert set(told) <= set(text.replace(",", "").split())


def test_a_written_exception_is_stronger_than_what_was_learnt():
    assert "person" in hearing.heard(["mau", "ke", "loket", "petugas", "yang", "mana"])
    assert "person" not in names("mau ke loket petugas yang mana")


def test_nothing_is_heard_in_nothing():
    assert hearing.heard([]) == []
