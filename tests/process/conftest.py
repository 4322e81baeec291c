"""One running product, one pretended provider and the twins for the whole run; citizens for each test."""

from collections.abc import Iterator

import pytest

from tests.fake_twilio import FakeTwilio, Mode
from tests.openapi import watched
from tests.process.citizens import Crowd, Twins
from tests.process.product import PUBLIC, Product


@pytest.fixture(scope="session")
def provider() -> Iterator[FakeTwilio]:
    """Whatever the load made us ask, the provider's published description must allow it."""
    with watched() as fake:
        yield fake


@pytest.fixture(scope="session")
def house(provider, tmp_path_factory) -> Iterator[Product]:
    house = Product(tmp_path_factory.mktemp("house"), provider.url)
    provider.proxied = {PUBLIC: house.local}
    yield house
    house.kill()


@pytest.fixture(scope="session")
def twins(house, provider) -> Twins:
    if not house.is_ready():
        house.start()
    return Twins(house, provider)


@pytest.fixture
def product(house, provider) -> Iterator[Product]:
    """The running product, beside a provider in good health, before the test and after it."""
    provider.mode = Mode()
    if not house.is_ready():
        house.kill()
        house.start()
    yield house
    provider.mode = Mode()
    provider.account.hide_acknowledged = False
    provider.account.refuse.clear()


@pytest.fixture
def crowd(product, provider, twins) -> Iterator[Crowd]:
    with Crowd(product, provider) as citizens:
        yield citizens


@pytest.fixture
def own_provider() -> Iterator[FakeTwilio]:
    """A pretended provider for one test alone."""
    with watched() as fake:
        yield fake


@pytest.fixture
def own_product(own_provider, tmp_path) -> Iterator[Product]:
    """A product for one test alone, not started yet."""
    house = Product(tmp_path, own_provider.url)
    own_provider.proxied = {PUBLIC: house.local}
    yield house
    house.kill()
