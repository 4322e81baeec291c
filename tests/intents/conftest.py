"""One fitted matcher for all tests of matching: it never changes."""

import pytest

from tests.intents import small


@pytest.fixture(scope="session")
def model():
    return small.matcher()
