"""Promises of looking at an edit: what must be fitted is published by a child, the rest here; who leaves takes it along."""

import signal
from pathlib import Path

import pytest

from bot.desk import _fit_model, looking
from tests import make
from tests.desk import given
from tests.desks import open_test_desk

NIB = "topics/nib.yaml"
PHRASE = '        - "nib gratis kah"\n'
MORE = make.faq_edit(NIB, PHRASE, f'{PHRASE}        - "ongkos bikin nib"\n')[NIB]
TITLE = make.faq_edit(NIB, "id: NIB versi lama", "id: NIB versi dulu")[NIB]


@pytest.fixture
def desk(tmp_path, clock, monkeypatch):
    opened = open_test_desk(tmp_path, clock)
    settings = {"DATABASE_URL": opened.settings.database_url, "FAQ_DIR": opened.settings.faq_dir}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    yield opened
    opened.store.close()


@pytest.fixture
def codes():
    """Exit codes of the children."""
    return []


def _edit(desk, text):
    (Path(desk.settings.faq_dir) / NIB).write_bytes(text)


def _look(desk, codes):
    def wait(child):
        codes.append(child.wait())
        return True

    return looking.look_apart(desk, wait)


def test_an_edit_of_phrases_is_published_by_a_child(desk, codes, monkeypatch):
    monkeypatch.setattr(_fit_model.Matcher, "fit", None)  # not here
    _edit(desk, MORE)
    assert (_look(desk, codes), codes) == ("published", [0])


@pytest.mark.parametrize(("text", "outcome"), [(TITLE, "published"), (b"entries: [", "refused")])
def test_what_needs_no_fit_starts_no_child(desk, codes, text, outcome):
    _edit(desk, text)
    assert (_look(desk, codes), codes) == (outcome, [])


def test_a_child_that_breaks_leaves_the_work_to_us(desk, codes, monkeypatch):
    monkeypatch.setattr(looking, "COMMAND", ("false",))
    _edit(desk, MORE)
    assert (_look(desk, codes), codes) == ("published", [1])


def test_a_worker_that_leaves_takes_the_child_along(desk):
    seen = []
    _edit(desk, MORE)
    assert looking.look_apart(desk, seen.append) == ""
    assert seen[0].returncode == -signal.SIGTERM
    assert len(given.rows(desk, "catalogue_versions")) == 1
