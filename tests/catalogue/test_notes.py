"""Promises about what admins are told of their files: both languages whole, nothing unused, no gap left open."""

import re
from string import Formatter

import pytest

from bot.catalogue.lint._literals import LITERALS
from bot.catalogue.node import WHY
from bot.catalogue.notes import LANGUAGES, TEXTS, WARNING, Finding, note, problem
from tests.house.source import ROOT

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if path.parent.name != "notes"
)
# where a key is named: note("key"), problem(file, line, "key"), reader.note(node, "key"), at(...), of(...)
NAMED = re.compile(
    r"\bnote\(\s*\"([a-z0-9_]+)\"|\bproblem\((?:[^\"()]|\([^()]*\)|\"\")*?\"([a-z0-9_]+)\""
    r"|\.note\((?:[^\"()]|\([^()]*\)|\[[^]]*\])*?,\s*\"([a-z0-9_]+)\""
    r"|\b(?:at|of)\([^\"()]*\"([a-z0-9_]+)\""
)


def _marks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things_with_the_same_gaps():
    assert set(TEXTS["id"]) == set(TEXTS["en"])
    assert {
        key for key in TEXTS["id"] if _marks(TEXTS["id"][key]) != _marks(TEXTS["en"][key])
    } == set()


def test_every_text_is_used():
    composed = {f"kind_{kind}" for kind in LITERALS} | set(WHY.values()) | {WARNING}
    quoted = set(re.findall(r'"([a-z0-9_]+)"', CODE))
    assert set(TEXTS["id"]) - quoted - composed == set()


def test_every_text_that_the_code_names_exists():
    named = {key for found in NAMED.findall(CODE) for key in found if key}
    assert len(named) > 60, "the pattern no longer finds the keys"
    assert named - set(TEXTS["id"]) == set()


def test_no_indonesian_text_is_english():
    same = {key for key, text in TEXTS["id"].items() if text == TEXTS["en"][key]}
    assert same == set()
    words = re.compile(r"\b(?:the|is|write|not|and|with|of|put|must|needs)\b")
    assert {key for key, text in TEXTS["id"].items() if words.search(text)} == set()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "topics/nib.yaml:7: nib-biaya answer.id: biaya `Rp 5.000` tertulis langsung; tulis {fact:nib_fee}"),
        ("en", "topics/nib.yaml:7: nib-biaya answer.id: a literal fee `Rp 5.000`; write {fact:nib_fee}"),
        ("xx", "topics/nib.yaml:7: nib-biaya answer.id: biaya `Rp 5.000` tertulis langsung; tulis {fact:nib_fee}"),
    ],
)  # fmt: skip
def test_a_finding_is_told_in_the_readers_language(language, told):
    gaps = {
        "kind": note("kind_fee"),
        "found": "Rp 5.000",
        "advice": note("literal_known", key="nib_fee"),
    }
    found = Finding("topics/nib.yaml", 7, "error", note("literal", **gaps), "nib-biaya answer.id")
    assert found.told(language) == told


def test_what_fills_a_gap_is_never_read_as_a_mark():
    assert (
        note("related_unknown", id="{0.__class__}")
        .told("en")
        .startswith("related `{0.__class__}` is")
    )


def test_a_place_without_a_line_or_a_file_is_left_out():
    assert str(problem("/nix", 0, "no_folder")).startswith("/nix: there is no")
    assert str(problem("", 0, "damaged")).startswith("the stored")


def test_every_text_can_be_told():
    for language in LANGUAGES:
        for key, text in TEXTS[language].items():
            assert note(key, **dict.fromkeys(_marks(text), "x")).told(language)
