"""Promises about English messages: told from Indonesian ones, read by the same phrases."""

import pytest

from bench import catalogue
from intents import is_english

QUOTED = [
    "min ini kenapa ya dari tadi muncul terus tulisan this site can't be reached padahal sinyal bagus",
    "muncul tulisan the request could not be found kenapa ya",
    "oss muncul you do not have access",
    "saya klik submit keluar the form is not valid harus bagaimana",
]


@pytest.mark.parametrize(
    "text",
    [
        "how much does an NIB cost?",
        "opening hours",
        "my account is locked",
        "where is the main office",
    ],
)
def test_english_is_told_by_its_words(text):
    assert is_english(text)


@pytest.mark.parametrize(
    "text", ["", "nib", "email", "login error", "cara download file", "login oss gagal", *QUOTED]
)
def test_indonesian_is_not_taken_for_english(text):
    assert not is_english(text)


def test_no_phrase_and_no_test_question_of_the_catalogue_is_english():
    given = [phrase.text for phrase, _ in catalogue.topics()]
    given += [phrase.text for phrase in (*catalogue.elsewhere(), *catalogue.campus())]
    given += [row[0] for name in ("topik.tsv", "luar.tsv") for row in catalogue.questions(name)]
    assert [text for text in given if is_english(text)] == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("how much does an nib cost", "nib-biaya"),
        ("is it free to get an nib?", "nib-biaya"),
        ("how long does it take until the nib is issued", "nib-lama"),
        ("when does your office open", "jam-layanan"),
        ("are you open on saturdays", "hari-libur"),
        ("i did not receive the verification code of oss", "oss-kode-verifikasi"),
    ],
)
def test_english_questions_find_their_entry(model, text, entry):
    assert model.match(text).candidates[0].entry == entry
