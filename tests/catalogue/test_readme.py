"""Promises of the admins' guide: its good example is clean, its bad one is refused for the reasons it names."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.catalogue import lint, load, read_files
from bot.channels._sms import segments

FAQ = Path(__file__).parents[2] / "faq_data"
CATALOGUE = Path(__file__).parents[2] / "bot" / "catalogue"
GUIDE = (FAQ / "README.md").read_text(encoding="utf-8")
WRITTEN = date(2026, 11, 24)


@cache
def example(name: str) -> list[tuple[str, str]]:
    """(level, what) of each finding in an example of the guide, put beside the shipped topics."""
    (text,) = re.findall(rf"<!-- {name} -->\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
    files = read_files(FAQ) | {"topics/contoh.yaml": text.encode()}
    found = lint(load(files), segments=segments, today=WRITTEN)
    return [(f.level, f.what) for f in found if f.file == "topics/contoh.yaml"]


def test_the_good_example_has_no_error_and_one_warning():
    assert example("contoh baik") == [
        ("warning", "contoh-nib-rusak: 11 phrases; write at least 15")
    ]


@pytest.mark.parametrize(
    "told",
    ["46 characters", "asks for `NIK`", "literal fee", "literal deadline", "literal hour", "sms.id is missing",
     "answer.en is missing", "2 phrases", "is nearly line"],
)  # fmt: skip
def test_the_bad_example_is_refused_for_what_the_guide_names(told):
    assert any(told in what for _, what in example("contoh buruk"))


def test_every_message_that_the_guide_explains_is_one_that_the_product_says():
    table = GUIDE.partition("| Pesan |")[2].partition("\n\n")[0]
    told = [
        text for row in table.splitlines() for text in re.findall(r"`([^`]+)`", row.split(" | ")[0])
    ]
    code = "".join(path.read_text(encoding="utf-8") for path in CATALOGUE.rglob("*.py"))
    assert len(told) > 10
    assert [text for text in told if text not in code] == []
