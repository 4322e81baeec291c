"""Promises of the difference an edit makes: seen before it is live, and published as it was seen."""

import pytest

from bot.desk import faq, questioning, studying, versions
from bot.errors import BadInput, NotFound, Outdated
from bot.jobs import study_phrases
from tests import make
from tests.desk import given
from tests.desk.studio_given import (
    ANSWER,
    OLD,
    PHRASES,
    asks,
    folder,
    person,
    published,
    report,
    save,
    saved_and_looked_at,
    speaking_desk,
    topic,
    write,
)
from tests.desks import open_test_desk
from tests.process.product import wait_until

LEAST_URGENT_S = 300.0  # it steps back for whatever else runs here
WORSE = {"formal": ["zzz satu dua"], "biasa": ["qqq tiga empat"]}


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def test_an_edit_of_the_studio_waits_for_the_button(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    found = versions.waiting(desk)
    assert (found.state, found.hash) == ("waiting", digest)
    assert report(desk)["button"] == "studio"
    (change,) = found.changes
    assert (change.id, [part.name for part in change.parts]) == ("nib-lama", ["answer.id"])
    assert found.edits[0]["officer_name"] == "Petugas C"


def test_until_the_worker_has_looked_the_page_waits(desk, petugas_c):
    save(desk, petugas_c, answer=ANSWER)
    assert versions.waiting(desk).state == "looking"


def test_a_hand_edit_on_top_of_a_waiting_one_waits_too(desk, petugas_c):
    saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    path = folder(desk) / "topics/nib.yaml"
    path.write_text(topic(desk).replace("NIB versi lama", "NIB lawas"))
    assert faq.look(desk) == "waiting"


def test_what_is_published_is_exactly_what_was_shown(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    versions.publish(desk, petugas_c, digest, "")
    row = published(desk)
    assert (row["hash"], row["officer_id"]) == (digest, petugas_c.id)
    assert versions.waiting(desk).state == "same"
    assert faq.look(desk) == "same"
    desk.minds.refresh()
    assert desk.minds.current().catalogue.entries["nib-lama"].answer == ANSWER
    assert given.rows(desk, "audit")[-1]["what"] == "faq_published"


def test_files_that_changed_since_are_not_published_unseen(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    saved_and_looked_at(desk, petugas_c, route="officer")
    with pytest.raises(Outdated):
        versions.publish(desk, petugas_c, digest, "")
    assert published(desk)["why"] == "first start"


def test_after_publishing_hand_edits_publish_themselves_again(desk, petugas_c):
    versions.publish(desk, petugas_c, saved_and_looked_at(desk, petugas_c, answer=ANSWER), "")
    path = folder(desk) / "topics/nib.yaml"
    path.write_text(topic(desk).replace("NIB versi lama", "NIB lawas"))
    assert faq.look(desk) == "published"


def test_the_report_tells_which_test_questions_get_worse(desk, petugas_c):
    digest = saved_and_looked_at(desk, petugas_c, "nib-biaya", phrases=WORSE)
    told = report(desk)
    assert told["worse"]
    (row, *_) = [row for row in told["change"]["rows"] if row["kind"] == "test"]
    assert (row["text"], row["expected"], row["mark"]) == (
        "nib itu bayar berapa",
        "nib-biaya",
        "worse",
    )
    assert told["change"]["marks"]["test"]["worse"] >= 1
    with pytest.raises(BadInput):
        versions.publish(desk, petugas_c, digest, " ")
    versions.publish(desk, petugas_c, digest, "uji coba")
    assert published(desk)["why"] == "uji coba"


def test_the_report_tells_which_real_questions_change_their_answer(desk, petugas_c):
    for number in range(3):
        asks(desk, "surat lawas masih laku", number)
    saved_and_looked_at(desk, petugas_c, phrases=PHRASES)
    change = report(desk)["change"]
    (row,) = [row for row in change["rows"] if row["kind"] == "asked"]
    assert (row["text"], row["n"], row["to"], row["mark"]) == (
        "surat lawas masih laku",
        3,
        "nib-lama",
        "better",
    )
    assert change["asked"] == 1


def test_what_citizens_wrote_is_not_kept_with_the_version(desk, petugas_c):
    asks(desk, "surat lawas masih laku")
    versions.publish(
        desk, petugas_c, saved_and_looked_at(desk, petugas_c, phrases=PHRASES), "lebih lengkap"
    )
    kept = published(desk)["report"]
    assert "surat lawas" not in kept
    assert '"asked": 1' in kept


def test_the_report_tells_which_wordings_stand_nearly_so_elsewhere(desk, petugas_c):
    saved_and_looked_at(
        desk, petugas_c, phrases={"biasa": [*OLD, "NIB gratis, kah?", "yang lain lagi"]}
    )
    (twin,) = report(desk)["change"]["twins"]
    assert (twin["entry"], twin["other"], twin["theirs"]) == (
        "nib-lama",
        "nib-biaya",
        "nib gratis kah",
    )


def test_a_change_of_texts_alone_measures_nothing(desk, petugas_c):
    saved_and_looked_at(desk, petugas_c, answer=ANSWER)
    assert "change" not in report(desk)


def test_a_question_is_tried_on_both_versions(desk, petugas_c):
    saved_and_looked_at(desk, petugas_c, phrases=PHRASES)
    live, waiting = questioning.ask_all(desk, "surat lawas masih laku")
    assert (live.which, waiting.which) == ("live", "waiting")
    assert waiting.why.candidates[0].entry == "nib-lama"
    with pytest.raises(BadInput):
        questioning.ask_all(desk, "x", "tidak-ada")


def test_every_phrase_is_read_without_itself_once_a_version(desk):
    counts = studying.study(desk)
    assert counts["phrases"] == 6
    assert studying.study(desk) == {"phrases": 0}
    found = studying.read_all(desk.minds.current().catalogue)
    assert found["nib-biaya"]["n"] == 4
    assert set(found["nib-lama"]["phrases"]) == {
        "nib saya dari tahun lama",
        "oss versi dulu masih berlaku",
    }


def test_a_worker_studies_in_a_process_of_its_own(desk, monkeypatch):
    settings = {"DATABASE_URL": desk.settings.database_url, "FAQ_DIR": desk.settings.faq_dir}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert study_phrases.JOB.run(desk) == {"started": 1}
    assert study_phrases.JOB.run(desk) == {"started": 0}
    wait_until(lambda: not studying.is_studying(), "the end", LEAST_URGENT_S)
    assert len(given.rows(desk, "phrase_views")) == 1
    assert study_phrases.JOB.run(desk) == {"started": 0}


def test_the_first_version_has_nothing_to_be_compared_with(tmp_path, clock):
    desk = open_test_desk(tmp_path, clock)
    with desk.store.write() as tx:
        tx.run("DELETE FROM catalogue_versions")
    write(desk, **{"topics/nib.yaml": make.faq_files()["topics/nib.yaml"].decode()})
    assert versions.waiting(desk).changes == ()
    with pytest.raises(NotFound):
        versions.discard(desk, person(desk))
    desk.store.close()
