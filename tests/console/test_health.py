"""Promises of the health page's words: no job, no count and no alarm is told by its name in the code."""

import ast
import json
import re
from importlib import import_module
from itertools import chain

import pytest

from bot.console.words import TEXTS
from bot.desk import studying
from bot.folder import collect
from bot.store import leases
from tests.house.source import sources

JOBS = collect("bot.jobs", "JOB")
HEALTH = "/console/kesehatan"
OF_A_LINE = {"line_", "reconcile_"}  # their names end with a line's


@pytest.fixture
def counts(desk, monkeypatch):
    """Every name that a job counts something by; the names of lines are their own."""
    monkeypatch.setattr(studying, "_due", lambda desk: None)
    return set(chain(*(job.run(desk) for job in JOBS.values()))) - set(desk.lines)


@pytest.mark.parametrize("language", TEXTS)
def test_every_job_and_what_it_counts_has_words(language, counts):
    wanted = {f"task_{job.name}" for job in JOBS.values()} | {f"counted_{name}" for name in counts}
    assert len(wanted) > len(JOBS) > 10
    assert wanted - set(TEXTS[language]) == set()


@pytest.mark.parametrize("language", TEXTS)
def test_every_alarm_has_words(language):
    names = set(chain(*(_raised(source) for source in sources("bot/desk"))))
    assert {"undelivered", "backup", "backup_old", "reviews", *OF_A_LINE} <= names
    wanted = {name.removesuffix("_") for name in names}
    assert {f"alarm_{name}" for name in wanted} - set(TEXTS[language]) == set()


def test_the_page_tells_jobs_counts_and_stopped_lines_in_words(desk, petugas_a):
    with desk.store.write() as tx:
        leases.raise_alarm(tx, "line_twilio", desk.now(), "20003")
        for job in JOBS.values():
            asked = {"job": job.name, "due": desk.now(), "now": desk.now()}
            leases.claim_run(tx, holder="h", **asked)
            leases.end_run(tx, counts=json.dumps({"messages_blanked": 2}), error="", **asked)
    page = petugas_a.get(HEALTH).text
    for job in JOBS.values():
        assert f"<td>{TEXTS['id'][f'task_{job.name}']}</td>" in page
        assert not re.search(rf"\b{job.name}\b", page)
    assert "<td>2 teks pesan warga</td>" in page
    assert "<b>Jalur twilio berhenti:</b> kunci penyedia salah" in page


def _raised(source):
    """The name of every alarm that a file raises; of one that is put together its beginning."""
    if "raise_alarm(" not in source.text:
        return
    known = vars(import_module(source.name.removesuffix(".py").replace("/", ".")))
    for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) in {"leases.raise_alarm", "_alarm"}:
            match call.args[1]:
                case ast.Constant(value=str(name)):
                    yield name
                case ast.JoinedStr(values=[ast.Constant(value=str(begin)), *_]):
                    yield begin
                case ast.Name(id=name) if name in known:
                    yield known[name]
                case ast.Attribute(value=ast.Name(id=module), attr=name):
                    yield getattr(known[module], name)
