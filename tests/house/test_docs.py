"""Promises of the documentation: the tutorial's entry loads, links lead somewhere, words are those of the glossary."""

import re

import pytest

from bot.catalogue import load, read_files
from tests.house.source import ROOT

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def test_the_entry_of_the_tutorial_is_a_good_entry():
    page = (ROOT / "docs/tutorial/first-entry.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    files = read_files(ROOT / "faq_data") | {"topics/usul.yaml": entry.encode()}
    assert "usul-bot" in load(files).entries


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page):
    targets = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    ("folder", "index"), [("howto", "howto/README.md"), ("explanation", "README.md")]
)
def test_every_page_stands_in_its_list(folder, index):
    listed = (ROOT / "docs" / index).read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs" / folder).glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"{page})" not in listed} == set()


def test_every_decision_stands_in_the_list_and_has_its_four_parts():
    pages = sorted(path for path in (ROOT / "docs/adr").glob("0*.md"))
    listed = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    assert [p.name for p in pages if f"({p.name})" not in listed] == []
    for page in pages:
        parts = re.findall(r"\*\*(\w+)\.\*\*", page.read_text(encoding="utf-8"))
        assert parts == ["Context", "Decision", "Status", "Consequences"], page.name
