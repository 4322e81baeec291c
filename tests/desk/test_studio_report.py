"""Promises of the report: what an officer said of an answer decides what is better and what is worse."""

import pytest

from bot.desk import faq, suggesting
from tests.desk import given
from tests.desk.studio_given import (
    PHRASES,
    asks,
    folder,
    person,
    report,
    saved_and_looked_at,
    speaking_desk,
)

MOVED = {"formal": ["zzz satu dua"], "biasa": ["qqq tiga empat"]}
ASKED = "nib gratis kah"


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


def _marks(desk):
    rows = report(desk)["change"]["rows"]
    return {row["text"]: row["mark"] for row in rows if row["kind"] == "asked"}


@pytest.mark.parametrize(("verdict", "mark"), [("right", "worse"), ("wrong", "better")])
def test_an_officers_verdict_decides(desk, verdict, mark):
    asks(desk, ASKED)
    message = given.rows(desk, "messages")[0]["id"]
    suggesting.judge(desk, person(desk, "officer"), message, "nib-biaya", verdict)
    saved_and_looked_at(desk, person(desk), "nib-biaya", phrases=MOVED)
    assert _marks(desk) == {ASKED: mark}


def test_without_a_verdict_no_answer_is_worse_than_one(desk):
    asks(desk, ASKED)
    saved_and_looked_at(desk, person(desk), "nib-biaya", phrases=MOVED)
    assert _marks(desk) == {ASKED: "worse"}


def test_an_answer_by_an_officer_instead_of_the_bot_is_told(desk):
    asks(desk, ASKED)
    saved_and_looked_at(desk, person(desk), "nib-biaya", route="officer")
    assert report(desk)["change"]["asked"] == 1


def test_sentences_that_the_bot_could_no_longer_say_are_told(desk):
    path = folder(desk) / "sentences.yaml"
    path.write_text(path.read_text().replace("  welcome:", "  welcomed:", 1))
    assert faq.look(desk) == "waiting"
    assert report(desk)["sentences"] == ["welcome"]


def test_the_report_says_which_wordings_were_learnt(desk):
    saved_and_looked_at(desk, person(desk), phrases=PHRASES)
    told = report(desk)["change"]["tests"]
    assert set(told) == {"before", "after"}
