"""Promise of honest measuring: no shipped phrase copies a held-out question; and the check bites."""

import json

import pytest
import yaml
from rapidfuzz import fuzz

from tests.house.held_out import SIGNATURES, HeldOut, lines_for, normalise
from tests.house.source import ROOT

# Our own sentences, planted as if they were held out, each with copies that must be found...
PLANTED = {
    "min cara daftar pangkalan gas elpiji lewat online gimana ya": [
        "min cara daftar pangkalan gas elpiji lewat online gimana ya",
        "Gimana ya min, cara daftar pangkalan gas elpiji lewat online?",
        "min cara dftar pangkalan gas elpiji lewat online gimana y",
        "kak cara daftar pangkalan gas elpiji lewat online gimana ya",
    ],
    "Mohon informasi mengenai perpanjangan sewa kios di terminal lama.": [
        "mohon informasi mengenai perpanjangan sewa kios di terminal",
        "Mohon info mengenai perpanjangan sewa kios di terminal lama",
        "mohon informasinya mengenai perpanjang sewa kios di terminal lama",
    ],
    "ulun handak betakun, warung di pinggir sungai kena pungutan kah": [
        "ulun handak batakun, warung di pinggir sungai kena pungutan kah",
        "warung di pinggir sungai kena pungutan kah, ulun handak betakun pang",
    ],
    "brp lama urus izin parkir mobil angkutan": [
        "brp lama urus ijin parkir mobil angkutan",
        "berp lama urus izin parkir mobil angkutan",
    ],
    "kpn bisa diambil": ["kpn bsa dambil"],
}
# ... and sentences of the same matter in other words, which must pass.
OTHER_WORDS = [
    "daftar jadi pangkalan elpiji bisa dari rumah tidak ya",
    "kios terminal yang saya sewa mau habis masanya, diperpanjang ke siapa",
    "ada pungutan untuk warung dekat sungai?",
    "izin parkir angkutan prosesnya berapa hari",
]


@pytest.fixture(scope="module")
def planted():
    return HeldOut(lines_for(PLANTED))


@pytest.mark.parametrize(
    ("original", "copy"), [(o, c) for o, copies in PLANTED.items() for c in copies]
)
def test_a_planted_copy_is_found(planted, original, copy):
    assert fuzz.ratio(normalise(original), normalise(copy)) >= 90
    assert planted.copies(copy)


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_the_same_matter_in_other_words_is_no_copy(planted, text):
    assert not planted.copies(text)


def test_nothing_shipped_to_learn_or_to_measure_copies_a_held_out_question():
    held_out = HeldOut(SIGNATURES.read_text(encoding="utf-8").splitlines())
    copies = [f"{file}: {text}" for file, text in _shipped_texts() if held_out.copies(text)]
    assert copies == []


def _shipped_texts():
    for path in sorted((ROOT / "faq_data").rglob("*.yaml")):
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
        for entry in told.get("entries", told.get("elsewhere", [])):
            registers = entry["phrases"]
            lists = registers.values() if isinstance(registers, dict) else [registers]
            yield from ((path.name, phrase) for phrases in lists for phrase in phrases)
    for path in sorted((ROOT / "faq_data/tests").glob("*.tsv")):
        yield from _column(path, 0)
    yield from _column(ROOT / "intents/data/chatter.tsv", 1)
    for path in sorted((ROOT / "bench/data").glob("strangers-?.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from ((path.name, json.loads(line)["text"]) for line in lines)


def _column(path, number):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(path.name, row[number]) for row in rows if len(row) > number]
