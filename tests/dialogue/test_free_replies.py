"""The rating of a resolved ticket, the sentence that may follow, and the intake of a new one."""

import pytest

from bot.dialogue import asking
from bot.model.decision import Comment, JoinTicket, Rate
from bot.model.turn import Part
from tests import make
from tests.dialogue.helpers import of, params, said


def waits(pending):
    return {"memory": make.memory(pending=pending)}


# --- a rating

RATING = waits(asking.rating(make.NOW, "t1"))


@pytest.mark.parametrize(
    ("text", "score"),
    [
        *(("1", 1), ("4", 4), ("empat", 4), ("baik", 3), ("Kurang baik", 2), ("sangat baik", 4)),
        *(("nilai 4", 4), ("sangat baik terima kasih", 4), ("baik sekali", 3)),
    ],
)
def test_a_rating_is_a_number_or_its_word(text, score):
    decision = of(text=text, **RATING)
    assert (decision.rule, said(decision)) == ("rating", ["rating_thanks"])
    assert decision.effects == (Rate("t1", score),)
    assert decision.memory.pending.kind == "comment"


def test_a_rating_may_bring_its_sentence():
    decision = of(text="4, cepat sekali", **RATING)
    assert decision.effects == (Rate("t1", 4), Comment("t1", "cepat sekali"))
    assert (said(decision), decision.memory.pending) == (["comment_thanks"], None)


@pytest.mark.parametrize("entry", ["pengaduan", "portal-error"])
def test_a_rating_with_its_sentence_is_kept_however_sure_the_matcher(entry):
    decision = of(text="2 petugasnya kurang ramah", sure=entry, signals=["complaint"], **RATING)
    assert decision.effects == (Rate("t1", 2), Comment("t1", "petugasnya kurang ramah"))


def test_a_long_sentence_that_begins_with_a_score_is_no_rating():
    assert of(text="baik saya coba dulu besok ya", **RATING).rule != "rating"


def test_a_question_that_begins_with_a_number_is_no_rating():
    assert said(of(text="3 hari nib jadi?", sure="nib-lama", **RATING)) == ["=nib-lama"]


def test_thanks_instead_of_a_rating_leave_the_question_open():
    assert of(text="terima kasih", sure="terima-kasih", **RATING).memory is None


def test_a_sentence_instead_of_a_rating_is_kept():
    decision = of(text="petugasnya ramah sekali", **RATING)
    assert decision.effects == (Comment("t1", "petugasnya ramah sekali"),)


@pytest.mark.parametrize("signal", ["complaint", "own_file"])
def test_trouble_instead_of_a_rating_goes_to_people(signal):
    assert of(text="belum beres juga", signals=[signal], **RATING).rule == "troubled"


def test_other_business_instead_of_a_rating_is_refused():
    assert of(verdict="refuse", outside="cuaca", **RATING).rule == "elsewhere"


# --- the sentence after a rating

COMMENT = waits(asking.comment(make.turn(), "t1"))


def test_the_sentence_after_a_rating_is_kept_and_thanked_for():
    decision = of(text="loketnya dingin", **COMMENT)
    assert decision.effects == (Comment("t1", "loketnya dingin"),)
    assert (said(decision), decision.memory.pending) == (["comment_thanks"], None)


def test_a_complaint_after_a_rating_is_a_comment_however_sure_the_matcher():
    decision = of(text="loketnya lambat", sure="pengaduan", signals=["complaint"], **COMMENT)
    assert decision.rule == "comment_made"


def test_no_comment_is_kept_when_there_is_none():
    decision = of(text="tidak ada", signals=["no"], **COMMENT)
    assert (said(decision), decision.effects) == (["comment_thanks"], ())


def test_a_question_after_a_rating_is_answered():
    assert said(of(sure="nib-biaya", **COMMENT)) == ["=nib-biaya"]


def test_a_voice_note_after_a_rating_is_handed_over():
    assert of(parts=(Part("voice"),), **COMMENT).rule == "unreadable"


# --- the intake

OPENED = of(sure="portal-error")
INTAKE = {"memory": OPENED.memory, "ticket": make.ticket(kind="fault", entry="portal-error")}


def test_a_ticket_asks_for_its_intake_once_in_the_same_bubble():
    assert said(OPENED) == ["=portal-error", "ticket_opened", "intake"]
    assert params(OPENED, "intake") == {"question": make.INTAKE["id"]}
    assert (OPENED.memory.pending.kind, OPENED.memory.pending.ref) == ("intake", "portal-error")


def test_the_intake_speaks_the_citizens_language():
    decision = of(sure="portal-error", language="en")
    assert params(decision, "intake") == {"question": make.INTAKE["en"]}


@pytest.mark.parametrize(
    "given",
    [
        {"text": "halaman login, error 500"},
        {"text": "portalnya error", "sure": "portal-error"},
        {"parts": (Part("photo"),)},
    ],
)
def test_the_answer_to_the_intake_joins_the_ticket(given):
    decision = of(**given, **INTAKE)
    assert (decision.state, said(decision)) == ("queued", ["intake_thanks"])
    assert decision.effects == (JoinTicket(),)
    assert decision.memory.pending is None


def test_an_answer_with_its_number_joins_whatever_topic_it_names():
    decision = of(text="nomor 2026-00123, nib", sure="nib-biaya", **INTAKE)
    assert said(decision) == ["intake_thanks"]


def test_who_only_agrees_has_not_answered_yet():
    decision = of(text="oke sebentar", signals=["yes"], **INTAKE)
    assert said(decision) == ["okay"]
    assert decision.memory is None  # our question stays


def test_an_answer_in_pieces_is_awaited():
    assert of(text="halaman login", may_wait=True, **INTAKE).rule == "burst"


def test_another_sure_question_instead_of_the_intake_is_answered():
    assert said(of(sure="nib-biaya", **INTAKE)) == ["=nib-biaya", "ticket_still_waiting"]


def test_who_is_not_helped_is_heard_although_an_intake_is_open():
    assert of(text="bukan itu", signals=["dissatisfied"], **INTAKE).rule == "dissatisfied"


def test_thanks_instead_of_the_intake_are_answered():
    assert said(of(sure="terima-kasih", **INTAKE)) == ["welcome"]


def test_a_bare_number_is_an_answer_to_the_intake_too():
    assert of(text="12", **INTAKE).rule == "intake_reply"


# --- a rating by tap


def tap(ticket):
    return {"parts": (Part("text", "2 Kurang baik", f"rate:2:{ticket}"),), "text": "2 Kurang baik"}


def test_a_tap_rates_the_ticket_that_its_question_was_about():
    decision = of(**tap("t1"), **RATING)
    assert (decision.effects, said(decision)) == ((Rate("t1", 2),), ["rating_thanks"])
    late = of(**tap("t0"))
    assert (late.rule, late.effects, late.memory.pending.ref) == ("rating", (Rate("t0", 2),), "t0")


def test_a_tap_on_an_older_rating_leaves_our_question_open():
    decision = of(**tap("t0"), **RATING)
    assert (decision.effects, said(decision)) == ((Rate("t0", 2),), ["comment_thanks"])
    assert decision.memory.pending == RATING["memory"].pending
