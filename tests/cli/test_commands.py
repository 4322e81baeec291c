"""Promises of the other commands: officers, backups, the ledger, the self-check, a chat, a start."""

import json
import signal
import sys

import pytest

from bot import cli as package
from bot.cli import run as run_module
from bot.cli import worker as worker_module
from bot.cli._desk import unwatched
from bot.desk import _vault
from bot.errors import StoreUnavailable
from bot.store import audit
from tests.desk import given


def _password(told):
    return told.output.split()[-1]


# --- officers


def test_an_officer_is_added_reset_and_disabled(cli, desk):
    first = _password(
        cli("officer", "add", "petugas-c", "--name", "Petugas C", "--role", "officer")
    )
    second = _password(cli("officer", "reset", "petugas-c"))
    assert first != second
    assert given.one(desk, "officers")["must_change"] == 1
    assert "disabled" in cli("officer", "disable", "petugas-c").output
    assert given.one(desk, "officers")["disabled_at"]


def test_an_unknown_role_is_refused_by_the_command(cli):
    assert (
        cli("officer", "add", "petugas-c", "--name", "Petugas C", "--role", "king").exit_code == 2
    )


# --- the database


def test_a_database_is_migrated_once(cli, empty):
    assert "m001_the_house" in cli("db", "migrate").output
    assert cli("db", "migrate").output == "nothing to do\n"


def test_a_sound_database_is_told_so_with_the_head_of_its_audit(cli, desk):
    assert cli("db", "check").output == "sound\n"
    cli("officer", "add", "petugas-a", "--name", "Petugas A")
    told = cli("db", "check")
    head = desk.store.read(audit.head)
    assert (told.exit_code, told.output) == (0, f"sound\naudit head {head}\n")
    assert cli("db", "check", "--audit-head", head).exit_code == 0
    given.run(desk, "DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)")
    told = cli("db", "check", "--audit-head", head)
    assert told.exit_code == 1
    assert "no longer holds" in told.output


def test_a_pair_of_keys_is_made_for_setting_and_safe(cli):
    told = cli("db", "key").output
    public, private = (
        line.split()[-1].removeprefix("BACKUP_PUBLIC_KEY=") for line in told.splitlines()
    )
    assert _vault.as_text(_vault.public_of(_vault.from_text(private))) == public


def test_a_tampered_audit_is_told_and_fails(cli, desk):
    cli("officer", "add", "petugas-c", "--name", "Petugas C")
    given.run(desk, "UPDATE audit SET what = 'nothing'")
    told = cli("db", "check")
    assert told.exit_code == 1
    assert "audit row 1" in told.output


def test_a_backup_is_restored_and_speaks_only_when_told(cli, home):
    saved = home / "saved.backup"
    assert "holds no secrets" in cli("db", "backup", str(saved)).output
    for path in home.glob("tanya.db*"):
        path.unlink()
    assert "nothing is sent until --go-live" in cli("db", "restore", str(saved)).output
    assert cli("db", "restore", "--go-live").output == "speaking again\n"
    assert cli("db", "restore", "--go-live").output == "it was not resting\n"


def test_a_restore_of_nothing_is_a_mistake_of_use(cli):
    told = cli("db", "restore")
    assert told.exit_code == 2
    assert "name the backup, or say --go-live" in told.output


# --- looking


def test_the_ledger_prints_one_object_a_message(cli, desk):
    given.receive.take(desk, given.inbound("petugas", line="simulator"))
    (line,) = cli("ledger").output.splitlines()
    assert json.loads(line) == {
        "sid": given.one(desk, "messages")["provider_id"],
        "decisions": 1,
        "state": "queued",
    }


def test_the_self_check_prints_a_line_a_check_and_fails_while_something_is_bad(cli):
    told = cli("doctor")
    assert told.exit_code == 1
    assert "ok  database" in told.output
    assert "BAD part sender: is `python -m bot run` running?" in told.output


def test_a_chat_prints_golden_lines(cli, desk):
    told = cli("chat", "--channel", "sms", stdin="petugas\n\n")
    assert told.exit_code == 0
    assert "Channel: sms" in told.output
    assert "          [escalate: " in told.output


def test_a_chat_is_saved_into_a_new_file_only(cli, tmp_path):
    path = tmp_path / "saved.txt"
    told = cli("chat", "--save", str(path), stdin="petugas\n")
    title, head, *rest = path.read_text().splitlines()
    assert title.startswith("# ")
    assert head == told.output.splitlines()[0]
    assert "Citizen:  petugas" in rest
    assert cli("chat", "--save", str(path), stdin="petugas\n").exit_code == 2


def test_a_chat_ends_quietly_with_its_input(cli):
    told = cli("chat", stdin="")
    assert (told.exit_code, "Aborted" in told.output) == (0, False)


# --- a person's rights


def test_a_person_is_copied_and_erased(cli, desk):
    given.receive.take(desk, given.inbound("petugas", line="simulator"))
    copy = json.loads(cli("person", "export", given.CITIZEN).output)
    assert copy["messages"][0]["body"] == "petugas"
    assert cli("person", "erase", given.CITIZEN, stdin="n\n").exit_code == 1
    assert "erased" in cli("person", "erase", given.CITIZEN, "--yes").output
    assert given.one(desk, "messages")["body"] == ""


# --- starting


def test_the_first_start_prints_addresses_and_a_one_time_password(cli, empty, monkeypatch):
    class Supervisor:
        def __init__(self, settings):
            self.settings = settings

        def run(self):
            return 7

    monkeypatch.setattr(run_module, "Supervisor", Supervisor)
    monkeypatch.setattr(run_module, "apart", lambda work, *given: work(*given))
    monkeypatch.setattr(run_module.faq, "ensure_published", lambda desk: None)
    told = cli("run")
    assert told.exit_code == 7
    assert "http://127.0.0.1:8000/simulator" in told.output
    assert "one-time password" in told.output
    assert "one-time password" not in cli("run").output


def test_a_worker_runs_until_it_is_told_to_stop(cli, monkeypatch):
    stopped = []

    def work(desk, stop):
        signal.raise_signal(signal.SIGTERM)
        stopped.append(stop.is_set())

    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(worker_module, "work", work)
    try:
        assert cli("worker").exit_code == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert stopped == [True]


def test_what_ends_a_process_that_nobody_watches_is_an_event_of_the_log(
    environment, monkeypatch, capfd
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as left, unwatched("study"):
        raise StoreUnavailable("database is locked")
    told = json.loads(capfd.readouterr().err)
    assert left.value.code == 1
    assert (told["process"], told["event"]) == ("study", "gave up")
    assert "database is locked" in told["reason"]


def test_an_error_of_ours_is_one_line_and_exit_code_1(environment, monkeypatch, capsys):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["bot", "officer", "reset", "nobody"])
    with pytest.raises(SystemExit) as left:
        package.main()
    assert left.value.code == 1
    assert capsys.readouterr().err == "error: There is no such thing: officer nobody\n"
