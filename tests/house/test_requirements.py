"""Promises about what we install: pinned, hashed, few, and from whatever index the operator trusts."""

import re

import pytest

from tests.house.source import ROOT

MOST_LOCKED = 65  # a decision record is needed to exceed it
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index(name):
    options = [line for line in _lines(name) if line.startswith("-")]
    assert options == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name):
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    loose = [b for b in blocks if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", b, re.DOTALL)]
    assert [block for block in loose if not block.startswith("#")] == []


def test_the_product_needs_few_packages():
    assert len([line for line in _lines("requirements.txt") if "==" in line]) <= MOST_LOCKED


def test_what_we_ask_for_by_name_is_locked():
    for wishes in ROOT.glob("requirements*.in"):
        asked = {_name(line) for line in _lines(wishes.name) if not line.startswith(("-", "#"))}
        locked = {_name(line) for line in _lines(wishes.with_suffix(".txt").name) if "==" in line}
        assert asked <= locked, wishes.name


def _lines(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line[0].isspace()]


def _name(line: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-")
