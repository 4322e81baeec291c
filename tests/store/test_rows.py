"""Promises of rows that processes share: ids sort by time, counters, leases, events and catalogues."""

import uuid

from bot.store import catalogues, events, leases, new_id


def test_ids_are_uuids_of_version_7_that_sort_by_time(monkeypatch):
    ids = []
    for millis in (1, 2, 1_700_000_000_000, 1_900_000_000_000):
        monkeypatch.setattr("time.time_ns", lambda m=millis: m * 1_000_000)
        ids.append(new_id())
    assert ids == sorted(ids)
    assert {uuid.UUID(one).version for one in ids} == {7}
    assert {uuid.UUID(one).variant for one in ids} == {uuid.RFC_4122}


def test_no_two_ids_are_alike():
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_a_counter_starts_anew_each_period(store):
    with store.write() as tx:
        assert [leases.count(tx, "ticket", "2603") for _ in range(3)] == [1, 2, 3]
        assert leases.count(tx, "ticket", "2604") == 1
        assert leases.counted(tx, "ticket", "2603") == 3
        assert leases.counted(tx, "ticket", "2605") == 0


def test_an_alarm_is_new_once(store):
    with store.write() as tx:
        assert leases.raise_alarm(tx, "x", "1", "a") is True
        assert leases.raise_alarm(tx, "x", "2", "b") is False
        assert leases.alarms(tx) == [{"name": "x", "since": "1", "detail": "b"}]


def test_a_lease_changes_hands_only_when_it_is_over(store):
    with store.write() as tx:
        assert leases.take(tx, "l", me="a", now="1", until="3") == 1
        assert leases.take(tx, "l", me="b", now="2", until="4") is None
        assert leases.take(tx, "l", me="a", now="2", until="5") == 1
        assert leases.take(tx, "l", me="b", now="6", until="9") == 2
        assert leases.holder(tx, "l") == "b"
        leases.drop(tx, "l", "a")
        assert leases.holder(tx, "l") == "b"


def test_events_are_numbered_without_a_gap(store):
    with store.write() as tx:
        for number in range(3):
            events.tell(tx, "ticket", str(number), "2026")
        assert [row["seq"] for row in events.since(tx, 0)] == [1, 2, 3]
        assert events.last(tx) == 3


def _version(tx, hash_, state, key, at):
    row = {"hash": hash_, "state": state, "files": b"f", "model_key": key, "at": at}
    return catalogues.add(tx, row | {"officer_id": "a", "why": "", "report": "{}"})


def test_one_version_is_in_force(store):
    with store.write() as tx:
        first = _version(tx, "h1", "published", "k1", "1")
        second = _version(tx, "h2", "published", "k2", "2")
        assert catalogues.published(tx)["id"] == second
        assert catalogues.one(tx, "h1")["state"] == "superseded"
        assert catalogues.files(tx, first) == b"f"
        assert catalogues.files(tx, "none") == b""


def test_models_of_the_last_five_versions_are_kept(store):
    with store.write() as tx:
        for number in range(8):
            catalogues.keep_model(tx, key=f"k{number}", data=b"m", now=str(number))
            _version(tx, f"h{number}", "published", f"k{number}", str(number))
        catalogues.keep_model(tx, key="tried", data=b"m", now="9")
        kept = {row["key"] for row in tx.all("SELECT key FROM model_blobs")}
    assert kept == {"tried", "k7", "k6", "k5", "k4", "k3"}


def test_a_model_kept_again_is_replaced(store):
    with store.write() as tx:
        catalogues.keep_model(tx, key="k", data=b"old", now="1")
        catalogues.keep_model(tx, key="k", data=b"new", now="2")
        assert catalogues.model(tx, "k")["data"] == b"new"
        assert catalogues.model(tx, "other") is None
        assert catalogues.has_model(tx, "k")
        assert not catalogues.has_model(tx, "other")


def test_a_model_begins_with_the_weights_of_the_version_in_force(store):
    with store.write() as tx:
        catalogues.keep_model(tx, key="k1", data=b"m", now="1")
        _version(tx, "h1", "published", "k1", "1")
        catalogues.set_weights(tx, "k1", "{}")
        catalogues.keep_model(tx, key="k2", data=b"m", now="2")
        assert catalogues.model(tx, "k2")["weights"] == "{}"
        catalogues.set_weights(tx, "k2", "")
        assert catalogues.published(tx)["weights"] == "{}"
