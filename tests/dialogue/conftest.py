"""What tests of the dialogue share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def topics() -> frozenset[str]:
    """The ids that the product promises to know."""
    lines = (Path(__file__).parents[1] / "house" / "topics.txt").read_text().splitlines()
    return frozenset(line.split("\t")[0].strip() for line in lines)
