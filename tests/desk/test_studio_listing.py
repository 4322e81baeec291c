"""Promises of the list and of figures: what differs, what is weak, what is asked, and what became of it."""

import json

import pytest

from bot.desk import faq, insight, listing, previewing, studio, suggesting
from bot.store import studio as rows
from tests.desk import given
from tests.desk.studio_given import asks, folder, person, speaking_desk, topic


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def test_an_entrys_figures_tell_what_became_of_its_answers(desk):
    for number in range(3):
        asks(desk, "nib itu bayar berapa", number)
        desk.clock.forward(seconds=20)
    asks(desk, "petugas", 0)
    told = insight.of_entry(desk, "nib-biaya")
    assert (told.figures.answered, told.figures.handed) == (3, 1)
    assert told.weeks[-1].answered == 3
    assert {(row["text"], row["n"]) for row in told.questions} == {("nib itu bayar berapa", 3)}


def test_the_list_is_searched_and_filtered(desk, petugas_c):
    asks(desk, "nib itu bayar berapa")
    everything = listing.entries(desk, listing.Filter())
    assert [card.entry.id for card in everything.cards] == ["nib-biaya", "nib-lama"]
    assert everything.counts["weak"] == 2  # few wordings
    assert [c.entry.id for c in listing.entries(desk, listing.Filter("versi lama")).cards] == [
        "nib-lama"
    ]
    assert [c.entry.id for c in listing.entries(desk, listing.Filter(status="silent")).cards] == [
        "nib-lama"
    ]
    assert listing.entries(desk, listing.Filter(family="lain")).cards == []
    assert listing.entries(desk, listing.Filter(status="nothing")).cards == []


def test_the_list_shows_what_differs_from_the_version_in_force(desk):
    text = topic(desk).replace("NIB versi lama", "NIB lawas")
    (folder(desk) / "topics/nib.yaml").write_text(text)
    (card,) = listing.entries(desk, listing.Filter(status="edited")).cards
    assert (card.entry.id, card.state) == ("nib-lama", "changed")
    (folder(desk) / "topics/nib.yaml").write_text(
        text[: text.index("  - id: nib-lama")].replace("[nib-lama]", "[]")
    )
    table = (folder(desk) / "tests/topik.tsv").read_text().splitlines()
    (folder(desk) / "tests/topik.tsv").write_text("\n".join(table[:3]))
    states = {c.entry.id: c.state for c in listing.entries(desk, listing.Filter()).cards}
    assert states == {"nib-biaya": "changed", "nib-lama": "removed"}


def test_the_list_shows_the_version_in_force_while_the_files_are_broken(desk):
    (folder(desk) / "office.yaml").write_text("x: [")
    found = listing.entries(desk, listing.Filter())
    assert len(found.cards) == 2
    assert str(found.problems[0]).startswith("office.yaml:")


def test_an_entry_whose_wordings_read_as_another_is_weak_and_names_it(desk):
    view = {"n": 2, "right": 0, "rival": "nib-biaya", "phrases": {}}
    with desk.store.write() as tx:
        rows.keep_views(tx, "key", json.dumps({"nib-lama": view}), desk.now())
    card = next(
        c for c in listing.entries(desk, listing.Filter()).cards if c.entry.id == "nib-lama"
    )
    assert (card.weak, card.rival) == (("few_phrases", "misread"), "nib-biaya")
    told = "nib-lama: most of its phrases are read as nib-biaya"
    assert any(told in str(one) for one in faq.check(desk))
    page = studio.open_entry(desk, "nib-lama")
    shown = previewing.preview(desk, "nib", page.fields, "id").findings
    assert any(told in str(one) for one in shown)


def test_an_entry_that_is_often_called_wrong_is_weak(desk):
    petugas_b = person(desk, "officer")
    for number in range(3):
        asks(desk, "nib itu bayar berapa", number)
    for row in given.rows(desk, "messages"):
        suggesting.judge(desk, petugas_b, row["id"], "nib-biaya", "wrong")
    (card,) = listing.entries(desk, listing.Filter("biaya membuat")).cards
    assert "disliked" in card.weak
    assert insight.of_entry(desk, "nib-biaya").figures.wrong == 3
