"""Promises of the log: one line an event, nothing personal, no trick of the text gets through."""

import io
import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telemetry import NEVER, open_log

HOSTILE = (
    "baris satu\r\nbaris dua",
    "\x1b[31mmerah\x1b[0m",
    "\u202eterbalik\u2066",
    '"}\n{"event": "forged"}',
    "\u2028\u2029\x85\x0b\x0c",
    "\x00\x07\x7f",
)


def _logged(event="it happened", **told):
    stream = io.StringIO()
    open_log("test", stream=stream).warning(event, **told)
    return stream.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_one_line_of_plain_signs(text):
    line = _logged(reason=text)
    assert line.count("\n") == 1
    assert line.isascii()
    assert line[:-1].isprintable()
    assert json.loads(line)["reason"] == text


@settings(deadline=None)
@given(st.text(), st.text())
def test_whatever_the_text_an_event_is_one_line(event, reason):
    line = _logged(event, reason=reason)
    assert line.count("\n") == 1
    assert json.loads(line)["event"] == event


@pytest.mark.parametrize("name", sorted(NEVER))
def test_what_is_personal_by_its_name_is_never_logged(name):
    assert "rahasia" not in _logged(**{name: "rahasia"})


def test_an_event_tells_when_how_grave_and_which_process():
    told = json.loads(_logged(outbox="0198"))
    assert (told["level"], told["event"], told["process"]) == ("warning", "it happened", "test")
    assert told["timestamp"].endswith("Z")
    assert told["outbox"] == "0198"


def _broken(body, error):
    raise error


def _trace(body, error):
    stream = io.StringIO()
    try:
        _broken(body, error)
    except ValueError:
        open_log("test", stream=stream).exception("broke")
    return stream.getvalue()


def test_a_trace_is_one_line_without_local_variables():
    line = _trace("nik 6474015503900001", ValueError("empty"))
    assert line.count("\n") == 1
    assert "6474015503900001" not in line
    assert "ValueError: empty" in line


CANARIES = (
    "nik 6474015503900001",
    "To=whatsapp:+6281234567890",
    "?To=whatsapp%3A%2B6281234567890",
    "081234567890",
    "6281234567890",
)


@pytest.mark.parametrize("canary", CANARIES)
def test_no_number_of_a_person_stands_in_an_error_or_a_list(canary):
    for line in (
        _trace("", ValueError(canary)),
        _logged(problems=["a.yaml:1", canary]),
        _logged(canary),
    ):
        assert "6474015503900001" not in line
        assert "81234567890" not in line


@pytest.mark.parametrize(
    "kept",
    ["01a20bf9-02a6-7401-8fd7-c99775dae5bf", "SM" + "1" * 32, "topics/nib.yaml:12", "2603-0001"],
)
def test_what_an_operator_needs_stays_readable(kept):
    assert json.loads(_logged(outbox=kept))["outbox"] == kept


def test_the_providers_own_debug_log_is_off():
    open_log("test", stream=io.StringIO())
    assert not logging.getLogger("twilio.http_client").isEnabledFor(logging.INFO)
