"""Promises of what a process knows: the version in force, loaded beside the old one, healed when it lacks."""

import json
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.catalogue import pack
from bot.desk import _mind, faq, health, studying, trying
from bot.desk._mind import Minds
from bot.errors import StoreUnavailable
from bot.store import catalogues
from intents import Matcher, judge
from intents.reader import Reader
from tests import make
from tests.desk import given
from tests.desks import open_test_desk

OWN_WEIGHTS = json.dumps({"plain": asdict(judge.shipped("plain"))})


@pytest.fixture
def desk(tmp_path, clock):
    """A desk with the small catalogue in force."""
    opened = open_test_desk(tmp_path, clock)
    yield replace(opened, log=given.Log())
    opened.store.close()


def _publish_another(desk):
    path = Path(desk.settings.faq_dir) / "topics/nib.yaml"
    path.write_bytes(
        make.faq_edit("topics/nib.yaml", "NIB versi lama", "NIB terbitan lama")["topics/nib.yaml"]
    )
    faq.publish(desk, actor="admin", why="test")


def _settled(wish, seconds=10.0):
    until = time.monotonic() + seconds
    while not wish() and time.monotonic() < until:
        time.sleep(0.02)
    return wish()


def test_nothing_can_be_answered_before_a_catalogue_is_published(desk):
    given.run(desk, "DELETE FROM catalogue_versions")
    with pytest.raises(StoreUnavailable, match="no catalogue"):
        Minds(desk.store, 0.02).current()


@pytest.mark.parametrize("text", ["cara dftr ushaaku", "how do i registr my busines"])
def test_what_the_first_message_needs_is_built_before_it_comes(desk, monkeypatch, text):
    mind = Minds(desk.store, 0.02).current()
    for late in ("_learn_repair", "__init__"):
        monkeypatch.delattr(Reader, late)
    mind.matcher.match(text)


def test_a_newer_version_is_loaded_beside_the_old_one(desk, monkeypatch):
    monkeypatch.setattr(_mind, "LOOK_EVERY_S", 0.0)
    old, gate = desk.minds.current(), threading.Event()

    def slow(*data, **given):
        gate.wait()
        return Matcher.load(*data, **given)

    monkeypatch.setattr(_mind, "Matcher", SimpleNamespace(load=slow))
    _publish_another(desk)
    assert desk.minds.current() is old  # the citizen does not wait for it
    gate.set()
    assert _settled(lambda: desk.minds.current() is not old)
    assert desk.minds.current().catalogue.entries["nib-lama"].title["id"] == "NIB terbitan lama"


def _spoil(desk, which):
    """What is left of these versions is what no loader of ours reads."""
    files = pack(make.faq_files(**{"office.yaml": "office: from another age\n"}))
    with desk.store.write() as tx:
        tx.run(f"UPDATE catalogue_versions SET files = :files WHERE {which}", {"files": files})  # noqa: S608


def _restarted(desk):
    faq.ensure_published(desk)
    return replace(desk, minds=Minds(desk.store, 0.02))


def test_a_version_that_an_upgrade_cannot_read_gives_way_to_the_newest_that_it_can(desk):
    _publish_another(desk)
    _publish_another(desk)
    _spoil(desk, "state = 'published'")
    fresh = _restarted(desk)
    assert fresh.minds.current().catalogue.entries["nib-lama"]
    assert health.failing(fresh) == ["sender", "scheduler"]
    row = faq.state(fresh).published
    assert "cannot be read by this version" in row["why"]
    assert "cannot be read by this version" in desk.log.text
    faq.ensure_published(desk)
    assert faq.state(fresh).published == row


def test_a_house_with_no_version_that_can_be_read_takes_the_files(desk):
    _spoil(desk, "1 = 1")
    assert _restarted(desk).minds.current().catalogue.entries["nib-lama"]


def test_a_house_with_nothing_that_can_be_read_opens_names_it_and_mends(desk):
    _spoil(desk, "1 = 1")
    path = Path(desk.settings.faq_dir) / "office.yaml"
    good = path.read_bytes()
    path.write_bytes(b"office: from another age\n")
    fresh = _restarted(desk)
    assert "catalogue" in health.failing(fresh)
    with pytest.raises(StoreUnavailable):
        fresh.minds.current()
    path.write_bytes(good)
    assert faq.look(fresh) == "published"
    assert "catalogue" not in health.failing(fresh)


def test_a_process_that_cannot_read_the_version_in_force_is_unavailable_and_no_more(desk):
    _spoil(desk, "1 = 1")
    with pytest.raises(StoreUnavailable, match=r"office\.yaml"):
        Minds(desk.store, 0.02).current()


def test_a_version_that_cannot_be_loaded_leaves_the_old_one_in_force(desk, monkeypatch):
    monkeypatch.setattr(_mind, "LOOK_EVERY_S", 0.0)
    old = desk.minds.current()
    given.run(desk, "UPDATE catalogue_versions SET id = 'x', model_key = 'lost'")
    for _ in range(3):
        assert desk.minds.current() is old
        _settled(lambda: threading.active_count() == 1, seconds=2)


def test_a_version_without_its_model_is_told_as_such(desk):
    given.run(desk, "DELETE FROM model_blobs")
    with pytest.raises(StoreUnavailable, match="not fitted"):
        Minds(desk.store, 0.02).current()


def test_a_model_that_was_lost_is_fitted_anew_at_the_next_start(desk):
    given.run(desk, "DELETE FROM model_blobs")
    faq.ensure_published(desk)
    assert Minds(desk.store, 0.02).current().version == faq.state(desk).published["id"]


def test_a_model_of_an_older_product_is_fitted_anew_at_the_next_start(desk):
    given.run(desk, "UPDATE catalogue_versions SET model_key = 'of an older product'")
    faq.ensure_published(desk)
    assert Minds(desk.store, 0.02).current()


def test_a_start_with_everything_in_place_changes_nothing(desk):
    before = given.rows(desk, "catalogue_versions")
    faq.ensure_published(desk)
    assert given.rows(desk, "catalogue_versions") == before


def test_a_first_start_with_bad_files_opens_and_publishes_once_they_are_mended(desk):
    given.run(desk, "DELETE FROM catalogue_versions")
    path = Path(desk.settings.faq_dir) / "office.yaml"
    good = path.read_bytes()
    path.write_bytes(b"x")
    faq.ensure_published(desk)
    assert (faq.state(desk).published, faq.state(desk).pending["state"]) == (None, "refused")
    path.write_bytes(good)
    assert faq.look(desk) == "published"


def test_the_first_start_copies_the_shipped_files_where_none_are(desk, tmp_path):
    settings = replace(desk.settings, faq_dir=str(tmp_path / "elsewhere"))
    faq.ensure_published(replace(desk, settings=settings))
    assert (tmp_path / "elsewhere" / "office.yaml").exists()


def test_the_files_can_be_tried_without_publishing_them(desk):
    before = given.rows(desk, "catalogue_versions")
    mind = trying.mind_of_files(desk)
    assert mind.catalogue.hash == faq.state(desk).published["hash"]
    assert given.rows(desk, "catalogue_versions") == before


def test_the_test_questions_are_asked_and_counted(desk):
    counts = faq.try_questions(desk).counts()
    assert sum(counts.values()) == 3


def test_lint_has_nothing_against_the_small_catalogue(desk):
    assert [f for f in faq.check(desk) if f.level == "error"] == []


def test_what_is_stale_is_worked_out_once_a_day(desk):
    mind, today = desk.minds.current(), desk.local().date()
    assert mind.stale(today) is mind.stale(today)
    assert mind.stale(today.replace(year=2030)) == {"nib-biaya", "nib-lama"}


def test_weights_that_a_study_found_are_loaded_beside_the_old_ones(desk, monkeypatch):
    monkeypatch.setattr(_mind, "LOOK_EVERY_S", 0.0)
    old = desk.minds.current()
    never = json.loads(OWN_WEIGHTS)
    never["plain"]["answer"] = 1.1
    with desk.store.write() as tx:
        catalogues.set_weights(tx, faq.state(desk).published["model_key"], json.dumps(never))
    assert _settled(lambda: desk.minds.current() is not old)
    fresh = desk.minds.current()
    assert fresh.version == old.version
    assert old.matcher.match("berapa biaya nib").verdict == "answer"
    assert fresh.matcher.match("berapa biaya nib").verdict == "clarify"


def test_a_study_keeps_weights_only_where_they_differ(desk, monkeypatch):
    studying.study(desk)
    assert faq.state(desk).published["weights"] == ""
    given.run(desk, "DELETE FROM phrase_views")
    monkeypatch.setattr(Matcher, "recalibrated", lambda self, _: own)
    own = Matcher.load(desk.minds.current().matcher.dump(), weights=OWN_WEIGHTS)
    studying.study(desk)
    assert json.loads(faq.state(desk).published["weights"]) == json.loads(OWN_WEIGHTS)


def test_whoever_asks_the_files_as_they_are_hears_what_the_bot_would_say(desk):
    never = json.loads(OWN_WEIGHTS)
    never["plain"]["answer"] = 1.1
    with desk.store.write() as tx:
        catalogues.set_weights(tx, faq.state(desk).published["model_key"], json.dumps(never))
    assert trying.mind_of_files(desk).matcher.match("berapa biaya nib").verdict == "clarify"
    assert Minds(desk.store, 0.02).current().matcher.match("berapa biaya nib").verdict == "clarify"


def test_an_office_that_allows_fewer_wrong_answers_is_asked_back_sooner(desk):
    text = "berapa biaya nib"
    weights = json.loads(OWN_WEIGHTS)
    weights["plain"]["bands"] = [[0.005, 1.0], [0.05, 0.5]]
    with desk.store.write() as tx:
        catalogues.set_weights(tx, faq.state(desk).published["model_key"], json.dumps(weights))
    told = {
        share: Minds(desk.store, share).current().matcher.match(text) for share in (0.005, 0.05)
    }
    assert {share: match.verdict for share, match in told.items()} == {
        0.005: "clarify",
        0.05: "answer",
    }
