"""Promises of saving in the studio: the same files, nothing lost, nothing written that cannot be read."""

import json
import threading
from dataclasses import replace

import pytest

from bot.desk import proposing, studio
from bot.errors import BadFaq, BadInput, Conflict, Duplicate, NotAllowed, NotFound, StoreUnavailable
from tests import make
from tests.desk import given
from tests.desk.studio_given import folder, person, save, topic
from tests.desks import open_test_desk

ANSWER = {"id": "NIB lama tetap berlaku. Perbarui di {fact:oss_url}."}


@pytest.fixture
def desk(tmp_path, clock):
    opened = open_test_desk(tmp_path, clock)
    yield replace(opened, log=given.Log())
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def test_a_save_writes_the_file_that_admins_edit_by_hand(desk, petugas_c):
    before = topic(desk)
    save(desk, petugas_c, answer=ANSWER)
    assert 'id: "NIB lama tetap berlaku. Perbarui di {fact:oss_url}."' in topic(desk)
    assert len(before.splitlines()) == len(topic(desk).splitlines())
    assert given.rows(desk, "audit")[-1]["what"] == "faq_edited"


def test_a_hand_edit_shows_in_the_studio(desk):
    make_edit = make.faq_edit("topics/nib.yaml", "NIB versi lama", "NIB lawas")
    (folder(desk) / "topics/nib.yaml").write_bytes(make_edit["topics/nib.yaml"])
    page = studio.open_entry(desk, "nib-lama")
    assert page.entry.title["id"] == "NIB lawas"
    assert not page.published


def test_nothing_is_written_where_nothing_changed(desk, petugas_c):
    assert save(desk, petugas_c) == ""
    assert given.rows(desk, "studio_edits") == []


def test_two_who_change_the_same_entry_see_each_other(desk, petugas_c):
    sinta = person(desk, name="Petugas A")
    page = studio.open_entry(desk, "nib-lama")
    save(desk, sinta, route="officer")
    with pytest.raises(Conflict) as caught:
        studio.save(desk, petugas_c, "nib-lama", page.base, {**page.fields, "answer": ANSWER})
    assert caught.value.theirs["route"] == "officer"
    assert caught.value.yours["answer"] == ANSWER
    assert caught.value.base["route"] == "answer+officer"
    assert "tetap berlaku" not in topic(desk)


def test_two_who_change_different_entries_do_not_disturb_each_other(desk, petugas_c):
    page = studio.open_entry(desk, "nib-lama")
    save(desk, petugas_c, "nib-biaya", route="answer+officer")
    studio.save(desk, petugas_c, "nib-lama", page.base, {**page.fields, "answer": ANSWER})
    assert "tetap berlaku" in topic(desk)
    assert topic(desk).count("answer+officer") == 2


def test_a_hundred_saves_at_one_time_lose_nothing_unseen(desk):
    """Two admins, each with many tabs: every save is in the file, or was refused aloud."""
    people = [person(desk, name="Petugas C"), person(desk, name="Petugas A")]
    kept, refused = [], []

    def work(number):
        page = studio.open_entry(desk, "nib-lama")
        phrases = {"biasa": [*page.fields["phrases"]["biasa"], f"kalimat nomor {number}"]}
        try:
            studio.save(
                desk, people[number % 2], "nib-lama", page.base, {**page.fields, "phrases": phrases}
            )
            kept.append(number)
        except (Conflict, StoreUnavailable):
            refused.append(number)
        finally:
            desk.store.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(100)]
    for begin in range(0, 100, 10):
        for thread in threads[begin : begin + 10]:
            thread.start()
        for thread in threads[begin : begin + 10]:
            thread.join()
    assert len(kept) + len(refused) == 100
    assert kept
    lines = topic(desk).splitlines()
    assert [
        n
        for n in kept
        if f'      - "kalimat nomor {n}"' not in lines
        and f'        - "kalimat nomor {n}"' not in lines
    ] == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("answer", {"id": "Biayanya Rp 50.000."}, "a literal fee"),
        ("answer", {"id": "Buka https://oss.go.id.tipu.com"}, "links.allowed"),
        ("answer", {"id": "Kirim NIK Anda."}, "asks for"),
        ("answer", {"id": "Lihat {fact:tidak_ada}."}, "no fact"),
        ("route", "entah", "not allowed"),
        ("title", {"id": "x" * 41}, "41 characters"),
    ],
)
def test_what_lint_refuses_is_not_written(desk, petugas_c, field, value, told):
    before = topic(desk)
    with pytest.raises(BadFaq, match=told):
        save(desk, petugas_c, **{field: value})
    assert topic(desk) == before


def test_nothing_is_saved_over_files_that_somebody_broke(desk, petugas_c):
    page = studio.open_entry(desk, "nib-lama")
    (folder(desk) / "office.yaml").write_text("x: [")
    with pytest.raises(BadFaq, match=r"office\.yaml:2"):
        studio.save(desk, petugas_c, "nib-lama", page.base, {**page.fields, "answer": ANSWER})
    assert studio.open_entry(desk, "nib-lama").problems


def test_a_signed_entry_whose_answer_changes_loses_its_sign_off(desk, petugas_c):
    save(desk, petugas_c, verified_by="Kepala", verified_on="2026-03-01")
    save(desk, petugas_c, phrases={"biasa": ["nib lawas bagaimana"]})
    assert 'verified_by: "Kepala"' in topic(desk)
    save(desk, petugas_c, answer=ANSWER)
    page = studio.open_entry(desk, "nib-lama")
    assert (page.entry.provenance.verified_by, page.entry.provenance.verified_on) == ("", "")


def test_a_form_that_lost_its_base_is_refused(desk, petugas_c):
    for base in ("", "[]"):
        with pytest.raises(BadInput):
            studio.save(desk, petugas_c, "nib-lama", base, {})


# --- who may what


def test_a_supervisors_save_is_a_proposal(desk):
    before = topic(desk)
    told = save(desk, person(desk, "supervisor"), answer=ANSWER)
    assert topic(desk) == before
    (one,) = proposing.listing(desk)
    assert told == one.id
    assert (one.kind, one.entry, one.changes) == ("edit", "nib-lama", {"answer": ANSWER})


def test_an_officer_neither_writes_nor_proposes_here(desk):
    with pytest.raises(NotAllowed):
        save(desk, person(desk, "officer"), answer=ANSWER)


def test_a_proposal_is_carried_out_or_declined_once(desk, petugas_c):
    sinta = person(desk, "supervisor")
    save(desk, sinta, answer=ANSWER)
    save(desk, sinta, route="officer")
    first, second = proposing.listing(desk)
    proposing.take(desk, petugas_c, first.id)
    proposing.decline(desk, petugas_c, second.id)
    assert proposing.listing(desk) == []
    assert [row["state"] for row in given.rows(desk, "proposals")] == ["taken", "declined"]
    with pytest.raises(NotFound):
        proposing.one(desk, first.id)


# --- new and gone


def _new(desk, **changes):
    fields = studio.blank(desk, question="usul boleh?", answer="Usul kami terima. Balas PETUGAS.")
    return {**fields, "id": "usul-bot", "title": {"id": "Usul"}, **changes}


def test_a_new_entry_stands_in_its_family(desk, petugas_c):
    studio.create(desk, petugas_c, "nib", _new(desk))
    page = studio.open_entry(desk, "usul-bot")
    assert page.entry.family == "nib"
    assert [phrase.text for phrase in page.entry.phrases] == ["usul boleh?"]
    assert "sms" not in page.fields


@pytest.mark.parametrize(
    ("family", "changes", "error"),
    [
        ("tidak-ada", {}, NotFound),
        ("nib", {"id": "nib-lama"}, Duplicate),
        ("nib", {"id": "Besar"}, BadFaq),
        ("nib", {"answer": {}}, BadFaq),
    ],
)
def test_a_new_entry_that_cannot_be_read_is_not_written(desk, petugas_c, family, changes, error):
    before = topic(desk)
    with pytest.raises(error):
        studio.create(desk, petugas_c, family, _new(desk, **changes))
    assert topic(desk) == before


def test_a_supervisor_proposes_a_new_entry(desk):
    studio.create(desk, person(desk, "supervisor"), "nib", _new(desk))
    (one,) = proposing.listing(desk)
    assert (one.kind, one.changes["family"]) == ("new", "nib")


def test_an_entry_goes_with_all_that_pointed_at_it(desk, petugas_c):
    page = studio.open_entry(desk, "nib-lama")
    studio.remove(desk, petugas_c, "nib-lama", page.base)
    assert "nib-lama" not in topic(desk)
    assert "nib-lama" not in (folder(desk) / "tests/topik.tsv").read_text()
    assert studio.open_entry(desk, "nib-biaya").entry.related == ()


def test_an_entry_that_somebody_changed_meanwhile_is_not_removed(desk, petugas_c):
    page = studio.open_entry(desk, "nib-lama")
    save(desk, petugas_c, answer=ANSWER)
    with pytest.raises(Conflict):
        studio.remove(desk, petugas_c, "nib-lama", page.base)


def test_an_entry_that_is_not_there_is_not_found(desk, petugas_c):
    with pytest.raises(NotFound):
        studio.open_entry(desk, "tidak-ada")
    with pytest.raises(NotFound):
        studio.remove(desk, petugas_c, "tidak-ada", json.dumps({}))


def test_the_file_keeps_its_mode_and_no_part_is_left_behind(desk, petugas_c):
    path = folder(desk) / "topics/nib.yaml"
    path.chmod(0o640)
    save(desk, petugas_c, answer=ANSWER)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []
