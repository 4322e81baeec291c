"""A pretended provider, and the line that speaks to it."""

from collections.abc import Iterator

import pytest

from bot.channels._line import Line
from bot.channels.twilio import open_twilio
from tests.channels import given
from tests.fake_twilio import FakeTwilio
from tests.openapi import watched


@pytest.fixture
def fake() -> Iterator[FakeTwilio]:
    """Whatever a test made us ask, the provider's published description must allow it."""
    with watched() as server:
        yield server


@pytest.fixture
def line(fake: FakeTwilio) -> Line:
    opened = open_twilio(given.settings(twilio_api_base=fake.url, allow_fake_provider="1"))
    assert opened
    return opened
