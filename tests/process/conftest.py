"""One running product, one pretended provider and the twins for each file; citizens for each test."""

from collections.abc import Iterator

import pytest

from tests.fake_twilio import FakeTwilio, Mode
from tests.process.citizens import Crowd, Twins
from tests.process.product import PUBLIC, Product


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """What a file wants otherwise; it overrides this fixture."""
    return {}


@pytest.fixture(scope="module")
def product(provider, environment, tmp_path_factory) -> Iterator[Product]:
    house = Product(tmp_path_factory.mktemp("house"), provider.url, **environment)
    provider.proxied = {PUBLIC: house.local}
    house.start()
    yield house
    house.kill()


@pytest.fixture(scope="module")
def twins(product, provider) -> Twins:
    return Twins(product, provider)


@pytest.fixture
def crowd(product, provider, twins) -> Iterator[Crowd]:
    with Crowd(product, provider) as citizens:
        yield citizens


@pytest.fixture(autouse=True)
def calm(provider) -> Iterator[None]:
    """Every test begins and ends with a provider in good health."""
    provider.mode = Mode()
    yield
    provider.mode = Mode()
    provider.account.hide_acknowledged = False
