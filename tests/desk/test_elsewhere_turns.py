"""Promises of what a provider keeps though it was told to delete it: it is asked again, after all the others."""

from dataclasses import dataclass, field, replace

import pytest

from bot.desk import elsewhere, people
from bot.errors import Outcome, SendFailed
from tests.desk import given


@dataclass
class Keeping:
    """A provider that keeps these messages, always in trouble."""

    trouble: SendFailed
    names: list[str]
    asked: list[str] = field(default_factory=list)

    def forget(self, name):
        self.asked.append(name)
        if name in self.names:
            raise self.trouble


@pytest.fixture(params=[Outcome.RETRY, Outcome.UNKNOWN, Outcome.STOP])
def provider(request, desk, line):
    """Keeps more messages than are tried in a row."""
    stuck = [given.hear(desk).provider_id for _ in range(elsewhere.MOST_TROUBLES + 1)]
    keeping = Keeping(SendFailed(request.param, "1"), stuck)
    desk.lines["twilio"] = replace(line.line, forget=keeping.forget)
    return keeping


def _next_run(desk):
    desk.clock.forward(minutes=15)
    return elsewhere.forget_there(desk)["deleted"]


def test_they_hold_no_other_up(desk, provider):
    desk.clock.forward(days=31)
    last = given.hear(desk).provider_id
    desk.clock.forward(days=31)
    assert [_next_run(desk), _next_run(desk)] == [0, 1]
    assert provider.asked[: len(provider.names) + 1] == [*provider.names, last]


def test_they_take_turns(desk, provider):
    desk.clock.forward(days=31)
    for _ in range(3):
        provider.asked.clear()
        assert [_next_run(desk), _next_run(desk)] == [0, 0]
        assert set(provider.asked) == set(provider.names)


def test_what_is_left_of_an_erased_person_takes_turns_too(desk, provider):
    people.erase(desk, given.CITIZEN, by="officer")
    last = provider.names.pop()
    provider.asked.clear()
    assert [_next_run(desk), _next_run(desk)] == [0, 1]
    assert last in provider.asked
