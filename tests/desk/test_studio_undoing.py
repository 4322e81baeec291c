"""Promises of undoing: an edit thrown away is in the history, an earlier version is one click away."""

import pytest

from bot.catalogue import pack, read_files
from bot.desk import faq, studio, versions
from bot.errors import BadFaq, NotAllowed, NotFound
from bot.store import catalogues
from bot.store import studio as rows
from tests.desk.studio_given import (
    ANSWER,
    folder,
    person,
    published,
    saved_and_looked_at,
    speaking_desk,
    topic,
    write,
)


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def test_an_edit_can_be_thrown_away_and_is_still_in_the_history(desk, petugas_c):
    before = topic(desk)
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    versions.discard(desk, petugas_c)
    assert topic(desk) == before
    assert versions.waiting(desk).state == "same"
    assert faq.look(desk) == "same"
    assert faq.state(desk).pending is None
    assert {row["hash"]: row["state"] for row in faq.history(desk)}[digest] == "discarded"
    assert desk.store.read(rows.open_edits) == []


def test_a_file_that_somebody_broke_can_be_thrown_away(desk, petugas_c):
    before = read_files(folder(desk))
    (folder(desk) / "topics/nib.yaml").write_text("x: [")
    (folder(desk) / "topics/lain.yaml").write_text("y: [")
    faq.look(desk)
    found = versions.waiting(desk)
    assert found.state == "refused"
    assert found.problems[0].told("id").startswith("topics/")
    versions.discard(desk, petugas_c)
    assert read_files(folder(desk)) == before


def _two(desk, petugas_c):
    first = published(desk)
    desk.clock.forward(minutes=1)
    versions.publish(desk, petugas_c, saved_and_looked_at(desk, petugas_c, answer=ANSWER), "")
    return first, published(desk)


def test_an_earlier_version_comes_back_with_one_click_files_and_all(desk, petugas_c):
    first, second = _two(desk, petugas_c)
    desk.clock.forward(minutes=1)
    assert versions.roll_back(desk, petugas_c, first["id"], "salah") == "now"
    assert (published(desk)["hash"], published(desk)["why"]) == (first["hash"], "salah")
    assert versions.waiting(desk).state == "same"
    assert {r["id"]: r["state"] for r in faq.history(desk)}[second["id"]] == "rolled_back"
    desk.minds.refresh()
    assert desk.minds.current().catalogue.hash == first["hash"]


def test_an_earlier_version_whose_model_is_gone_comes_back_by_the_worker(desk, petugas_c):
    first, _ = _two(desk, petugas_c)
    with desk.store.write() as tx:
        tx.run(
            "UPDATE catalogue_versions SET model_key = 'gone' WHERE id = :id", {"id": first["id"]}
        )
    assert versions.roll_back(desk, petugas_c, first["hash"][:10], "") == "soon"
    assert faq.look(desk) == "published"
    assert (published(desk)["hash"], published(desk)["officer_id"]) == (first["hash"], petugas_c.id)


def test_going_back_to_what_is_in_force_changes_nothing(desk, petugas_c):
    row = published(desk)
    versions.roll_back(desk, petugas_c, row["id"], "")
    assert published(desk)["id"] == row["id"]


@pytest.mark.parametrize("start", ["", "no such version"])
def test_only_a_version_that_exists_comes_back(desk, petugas_c, start):
    with pytest.raises(NotFound):
        versions.roll_back(desk, petugas_c, start, "")


def test_only_admins_decide(desk):
    sinta = person(desk, "supervisor")
    for verb in (
        versions.discard,
        lambda d, o: versions.publish(d, o, "x", ""),
        lambda d, o: versions.roll_back(d, o, "x", ""),
    ):
        with pytest.raises(NotAllowed):
            verb(desk, sinta)


def test_versions_are_compared_by_meaning(desk, petugas_c):
    first, second = _two(desk, petugas_c)
    (change,) = versions.compare(desk, first["hash"][:8], second["id"])
    assert change.parts[0].after == ANSWER["id"]
    assert versions.compare(desk, second["id"], "files") == ()
    with pytest.raises(NotFound):
        versions.compare(desk, "no such version", "files")
    write(desk, **{"topics/nib.yaml": "x: ["})
    with pytest.raises(BadFaq):
        versions.compare(desk, first["id"], "files")


def test_an_entry_knows_the_versions_in_which_it_changed(desk, petugas_c):
    _two(desk, petugas_c)
    desk.clock.forward(minutes=1)
    versions.publish(
        desk, petugas_c, saved_and_looked_at(desk, petugas_c, "nib-biaya", route="officer"), ""
    )
    ((row, change),) = versions.history_of(desk, "nib", "nib-lama")
    assert (change.parts[0].after, row["why"]) == (ANSWER["id"], "entry nib-lama")


def test_what_was_thrown_away_comes_back_as_an_edit_that_waits(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    versions.discard(desk, petugas_c)
    thrown = next(row for row in faq.history(desk) if row["state"] == "discarded")
    assert versions.roll_back(desk, petugas_c, thrown["id"], "") == "waits"
    assert faq.look(desk) == "waiting"
    assert versions.waiting(desk).hash == digest
    assert published(desk)["why"] == "first start"


def test_an_edit_that_waits_is_no_version_to_go_back_to(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    with pytest.raises(NotFound):
        versions.roll_back(desk, petugas_c, digest, "around the report")


def test_an_entry_that_came_later_has_no_history_before(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    versions.publish(desk, petugas_c, digest, "")
    desk.clock.forward(minutes=1)
    fields = {
        **studio.blank(desk, question="usul?", answer="Kami terima, balas PETUGAS."),
        "id": "usul",
    }
    studio.create(desk, petugas_c, "nib", {**fields, "title": {"id": "Usul"}})
    faq.publish(desk, actor="test", why="baru")
    ((_, change),) = versions.history_of(desk, "nib", "usul")
    assert change.state == "added"
    assert versions.history_of(desk, "lain", "usul") == []


def test_while_the_files_hold_what_was_withdrawn_the_page_says_so(desk, petugas_c):
    first, _ = _two(desk, petugas_c)
    faq.roll_back(desk, first["hash"], actor="command line")
    assert versions.waiting(desk).state == "apart"


def test_a_version_that_this_product_can_no_longer_read_is_told(desk, petugas_c):
    with desk.store.write() as tx:
        row = {"hash": "abc", "state": "superseded", "files": pack({"office.yaml": b"x"})}
        row |= {"model_key": "", "at": desk.now(), "officer_id": "", "why": "", "report": "{}"}
        catalogues.add(tx, row)
    with pytest.raises(NotFound, match="no longer be read"):
        versions.compare(desk, "abc", "files")
