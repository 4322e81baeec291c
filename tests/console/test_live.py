"""Promises of live pages: what happens is told at once, nothing is missed, streams end in time."""

import json
import threading

import pytest

from bot.console import live
from bot.desk import reading
from tests.console.visitor import writes


@pytest.fixture(autouse=True)
def _fast(monkeypatch):
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(live, "_stopped", threading.Event())


def _events(chunk):
    """Give the events of a piece of a stream."""
    told = (part.partition("data: ")[2] for part in chunk.split("\n\n"))
    return [json.loads(data) for data in told if data]


def _follow(stream, wanted, most=200):
    """Events of a stream until `wanted` of them came."""
    events = []
    for _, chunk in zip(range(most), stream, strict=False):
        events += _events(chunk)
        if len(events) >= wanted:
            break
    stream.close()
    return events


def test_a_stream_tells_what_happens_after_it_began(desk):
    since = reading.last_event(desk)
    stream = live.Live(desk).stream(since)
    next(stream)
    writes(desk)
    kinds = {event["kind"] for event in _follow(stream, 2)}
    assert "ticket" in kinds


def test_a_stream_that_was_cut_goes_on_where_it_was(desk):
    since = reading.last_event(desk)
    writes(desk)
    writes(desk, "halo lagi")
    hub = live.Live(desk)
    first = _follow(hub.stream(since), 1)[0]["seq"]
    rest = _follow(hub.stream(first), 1)
    assert rest[0]["seq"] == first + 1


def test_who_was_away_too_long_is_told_to_look_at_everything(desk, monkeypatch):
    monkeypatch.setattr(live, "KEPT", 1)
    since = reading.last_event(desk)
    for text in ("petugas", "halo", "halo lagi"):
        writes(desk, text)
    assert _follow(live.Live(desk).stream(since), 1)[0]["kind"] == "reload"


def test_a_quiet_stream_beats(desk):
    stream = live.Live(desk).stream(reading.last_event(desk))
    assert [next(stream) for _ in range(2)] == ["retry: 1500\n\n", ": beat\n\n"]
    stream.close()


def test_every_stream_ends_when_the_process_leaves(desk, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_S", 30.0)
    stream = live.Live(desk).stream(reading.last_event(desk))
    next(stream)
    threading.Timer(0.1, live.stop).start()
    assert list(stream) == [": beat\n\n"]


def test_an_old_stream_ends_so_that_rights_are_looked_at_again(desk, monkeypatch):
    monkeypatch.setattr(live, "LONGEST_S", 0.0)
    assert len(list(live.Live(desk).stream(0))) == 1


def test_no_event_carries_what_people_wrote(desk):
    since = reading.last_event(desk)
    writes(desk, "petugas, nomor permohonan 12345678")
    told = json.dumps(_follow(live.Live(desk).stream(since), 2))
    assert "12345678" not in told
    assert "+628" not in told


def test_a_store_that_cannot_be_read_does_not_end_the_stream(desk, monkeypatch):
    failed, look = [], reading.events_since

    def events_since(desk_, seq):
        if not failed:
            failed.append(seq)
            raise live.StoreUnavailable("busy")
        return look(desk_, seq)

    monkeypatch.setattr(reading, "events_since", events_since)
    since = reading.last_event(desk)
    writes(desk)
    assert _follow(live.Live(desk).stream(since), 1)
    assert failed


def test_the_page_follows_the_stream_over_http(petugas_a, desk):
    since = reading.last_event(desk)
    writes(desk)
    headers = {"Accept": "text/event-stream", "Last-Event-ID": str(since)}
    with petugas_a.get("/console/events", headers=headers, buffered=False) as answer:
        assert answer.headers["X-Accel-Buffering"] == "no"
        assert answer.mimetype == "text/event-stream"
        chunks = (chunk.decode() for chunk in answer.response)
        assert next(event for chunk in chunks for event in _events(chunk))["seq"] == since + 1


def test_past_the_cap_a_page_has_to_poll(petugas_a, monkeypatch):
    monkeypatch.setattr(live, "MOST_STREAMS", 0)
    answer = petugas_a.get("/console/events", headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_polling_tells_the_same(petugas_a, desk):
    since = reading.last_event(desk)
    writes(desk)
    told = petugas_a.get(f"/console/events.json?since={since}").json
    assert told["events"][0]["seq"] == since + 1
    assert petugas_a.get(f"/console/events.json?since={told['last']}").json == {
        "events": [],
        "last": told["last"],
    }


def test_polling_without_a_beginning_starts_now(petugas_a, desk):
    writes(desk)
    assert petugas_a.get("/console/events.json").json == {
        "events": [],
        "last": reading.last_event(desk),
    }
