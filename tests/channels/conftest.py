"""A pretended provider, and the line that speaks to it."""

from collections.abc import Iterator

import pytest

from bot.channels._line import Line
from bot.channels.twilio import open_twilio
from tests.channels import given
from tests.fake_twilio import FakeTwilio


@pytest.fixture
def fake() -> Iterator[FakeTwilio]:
    with FakeTwilio() as server:
        yield server


@pytest.fixture
def line(fake: FakeTwilio) -> Line:
    opened = open_twilio(given.settings(twilio_api_base=fake.url, allow_fake_provider="1"))
    assert opened
    return opened
