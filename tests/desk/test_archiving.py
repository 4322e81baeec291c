"""Promises of the audit's archive: old acts go to files, and the chain is whole over both, whatever happens meanwhile."""

import json

import pytest

from bot.desk import archiving, backup
from bot.errors import StoreUnavailable
from bot.store import audit
from tests.desk import given

OLD, LATER, YOUNG = "2023-05-01T00:00", "2024-01-31T00:00", "2026-01-01T00:00"


@pytest.fixture
def acts(desk, monkeypatch):
    """Six old acts of two months, three young ones; four are dropped at a time."""
    monkeypatch.setattr(archiving, "BITE", 4)
    for at in (OLD, LATER, YOUNG):
        for number in range(3):
            _note(desk, at, str(number))
    return desk


def _note(desk, at, number):
    with desk.store.write() as tx:
        audit.note(tx, actor="petugas-c", what="looked", object_=number, now=at)


def _seqs(desk):
    return [row["seq"] for row in given.rows(desk, "audit")]


def _files(desk):
    return sorted(archiving.folder(desk).glob("*"))


def test_acts_of_whole_months_go_after_two_years_and_the_rest_stays(acts):
    assert archiving.archive_audit(acts) == {"archived": 6}
    assert _seqs(acts) == [7, 8, 9, 10]
    (path,) = _files(acts)
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["seq"] for row in kept] == [1, 2, 3, 4, 5, 6]
    assert (path.name, path.stat().st_mode & 0o777) == ("audit-000000001-000000006.jsonl", 0o600)
    assert archiving.archive_audit(acts) == {"archived": 0}


def test_the_chain_is_whole_afterwards_and_goes_on(acts):
    archiving.archive_audit(acts)
    given.officer(acts)
    _note(acts, acts.now(), "9")
    assert backup.check(acts) == []
    acts.clock.forward(days=800)
    _note(acts, acts.now(), "10")
    assert archiving.archive_audit(acts) == {"archived": 5}
    assert len(_files(acts)) == 2
    assert backup.check(acts) == []


@pytest.mark.parametrize("dies_at", ["note", "drop"])
def test_a_run_that_ended_in_the_middle_is_finished_by_the_next(acts, monkeypatch, dies_at):
    real, calls = getattr(audit, dies_at), []

    def dying(tx, *args, **named):
        if len(calls) == (dies_at == "drop"):
            raise StoreUnavailable("kill -9")
        calls.append(1)
        return real(tx, *args, **named)

    with monkeypatch.context() as patched:
        patched.setattr(audit, dies_at, dying)
        with pytest.raises(StoreUnavailable):
            archiving.archive_audit(acts)
    assert backup.check(acts) == []
    archiving.archive_audit(acts)
    assert _seqs(acts)[0] == 7
    assert len(_files(acts)) == 1
    assert backup.check(acts) == []


@pytest.mark.parametrize("seq", [7, 8, 10])
def test_a_change_of_what_is_left_is_found(acts, seq):
    archiving.archive_audit(acts)
    given.run(acts, "UPDATE audit SET object = 'x' WHERE seq = :s", s=seq)
    assert backup.check(acts) == [f"audit row {seq} does not fit the chain"]


def test_more_missing_than_the_archive_holds_is_found(acts):
    archiving.archive_audit(acts)
    given.run(acts, "DELETE FROM audit WHERE seq = 7")
    assert backup.check(acts) == ["audit row 8 does not fit the chain"]


def test_acts_that_are_gone_without_an_archive_are_found(acts):
    given.run(acts, "DELETE FROM audit WHERE seq < 4")
    assert backup.check(acts) == ["audit row 4 does not fit the chain"]
    assert archiving.archive_audit(acts) == {"archived": 0}


@pytest.mark.parametrize(("at", "act"), [(0, 1), (3, 4), (5, 6)])
def test_a_change_in_a_file_is_found(acts, at, act):
    archiving.archive_audit(acts)
    (path,) = _files(acts)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[at] = lines[at].replace("petugas-c", "petugas-b")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert backup.check(acts) == [f"{path.name}: act {act} does not fit the chain"]


def test_a_file_that_was_cut_short_is_found(acts):
    archiving.archive_audit(acts)
    (path,) = _files(acts)
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    forged = json.loads(last) | {"digest": "0" * 64}
    path.write_text(json.dumps(forged) + "\n", encoding="utf-8")
    assert backup.check(acts) == [f"{path.name}: act 6 does not fit the chain"]


@pytest.mark.parametrize("text", ["", '{"seq": 1, "at', '{"seq": 1}\n', "[]\n", "1\n"])
def test_a_file_that_cannot_be_read_is_found_and_holds_nothing(acts, text):
    noted = "{seq}:{digest}".format(**given.rows(acts, "audit")[3])
    archiving.archive_audit(acts)
    (path,) = _files(acts)
    path.write_text(text, encoding="utf-8")
    assert backup.check(acts) == [f"{path.name} cannot be read"]
    assert archiving.holds(acts, noted) is False


def test_bytes_that_are_no_text_are_found_too(acts):
    archiving.archive_audit(acts)
    (path,) = _files(acts)
    path.write_bytes(b"\xff\xfe")
    assert backup.check(acts) == [f"{path.name} cannot be read"]


def test_a_head_that_was_noted_is_known_again_in_the_archive(acts):
    noted = "{seq}:{digest}".format(**given.rows(acts, "audit")[3])
    archiving.archive_audit(acts)
    assert backup.check(acts, noted) == []
    assert backup.check(acts, noted[:-4] + "0000")
    for path in _files(acts):  # taken to where the city keeps its archive
        path.unlink()
    assert backup.check(acts) == []
    assert backup.check(acts, noted)


def test_a_backup_holds_the_archive(acts, fresh, tmp_path):
    archiving.archive_audit(acts)
    backup.back_up(acts, tmp_path / "backups/one.backup")
    backup.restore(fresh, tmp_path / "backups/one.backup")
    assert [path.name for path in _files(fresh)] == [path.name for path in _files(acts)]
    assert backup.check(fresh) == []


def test_an_empty_audit_is_nothing_to_archive(desk):
    assert archiving.archive_audit(desk) == {"archived": 0}
    assert _files(desk) == []
