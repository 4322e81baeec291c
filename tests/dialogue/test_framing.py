"""The warning in front and the privacy notice behind, whatever was decided."""

import pytest

from tests import make
from tests.dialogue.helpers import of, said

NEW = {"memory": make.memory(notice_version="")}


def test_the_first_answer_ends_with_the_privacy_notice():
    decision = of(sure="nib-biaya", **NEW)
    assert said(decision) == ["=nib-biaya", "privacy_notice"]
    assert decision.memory.notice_version == "1"


def test_the_privacy_notice_is_said_once():
    memory = of(sure="nib-biaya", **NEW).memory
    assert said(of(sure="nib-lama", memory=memory)) == ["=nib-lama"]


def test_a_new_version_of_the_notice_is_said_again():
    decision = of(sure="nib-biaya", notice_version="2")
    assert said(decision)[-1] == "privacy_notice"
    assert decision.memory.notice_version == "2"


def test_thanks_with_no_memory_of_their_own_still_remember_the_notice():
    assert of(sure="terima-kasih", **NEW).memory.notice_version == "1"


def test_the_notice_is_not_spent_on_a_turn_that_waits():
    decision = of(may_wait=True, **NEW)
    assert (said(decision), decision.memory) == ([], None)


@pytest.mark.parametrize(
    ("found", "warning"),
    [({"nik"}, "warn_identity"), ({"npwp"}, "warn_identity"), ({"nik", "secret"}, "warn_secret")],
)
def test_sensitive_data_is_warned_of_and_the_question_answered(found, warning):
    assert said(of(sure="nib-biaya", masked=frozenset(found))) == [warning, "=nib-biaya"]


def test_a_warning_is_said_even_where_the_message_only_joins_a_ticket():
    told = make.memory(joined_told="t1")
    decision = of(masked=frozenset({"nik"}), ticket=make.ticket(), memory=told)
    assert said(decision) == ["warn_identity"]


def test_a_delicate_sentence_stands_alone_and_spends_no_notice():
    decision = of(signals=("self_harm",), **NEW)
    assert said(decision) == ["neutral_self_harm"]
    assert decision.memory.notice_version == ""
