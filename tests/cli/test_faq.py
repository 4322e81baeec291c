"""Promises of `faq`: what is wrong is told with file and line, the bot can be asked, versions come and go."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests import make
from tests.desk import given


def _edit(home: Path, old: str, new: str) -> None:
    name = "topics/nib.yaml"
    (home / "faq_data" / name).write_bytes(make.faq_edit(name, old, new)[name])


def test_lint_of_good_files_succeeds(cli):
    told = cli("faq", "lint")
    assert told.exit_code == 0
    assert "0 harus diperbaiki" in told.output
    assert "0 errors" in cli("faq", "lint", "--english").output


def test_lint_of_a_bad_text_names_file_and_line_and_fails(cli, home):
    _edit(home, "NIB lama diperbarui di {fact:oss_url}.", "Biayanya Rp 50.000.")
    told = cli("faq", "lint")
    assert told.exit_code == 1
    assert "topics/nib.yaml:" in told.output
    assert "biaya `Rp 5` tertulis langsung" in told.output
    assert "a literal fee `Rp 5`" in cli("faq", "lint", "--english").output


@pytest.mark.parametrize("verb", [["lint"], ["test"], ["publish"], ["ask", "halo"]])
def test_files_that_cannot_be_read_are_told_in_indonesian_unless_asked_otherwise(cli, home, verb):
    (home / "faq_data/topics/nib.yaml").write_bytes(b"family:\n\tx")
    told = cli("faq", *verb)
    assert (told.exit_code, told.output) == (1, "topics/nib.yaml:2: ada tab; ganti dengan spasi\n")
    assert (
        cli("faq", *verb, "--english").output == "topics/nib.yaml:2: a tab; write spaces instead\n"
    )


def test_the_bot_is_asked_as_a_citizen_would(cli):
    told = json.loads(cli("faq", "ask", "petugas").output)
    assert (told["action"], told["entry"]) == ("escalate", "bicara-petugas")


def test_programs_ask_by_lines_of_json(cli):
    asked = '{"text": "petugas"}\n\n{"text": "halo", "previous": null}\n'
    told = [
        json.loads(line) for line in cli("faq", "ask", "--json", stdin=asked).output.splitlines()
    ]
    assert [one["entry"] for one in told] == ["bicara-petugas", "salam"]
    assert set(told[0]) >= {"action", "entry", "confidence", "candidates", "rule", "ms"}


@pytest.mark.parametrize("line", ["no json", '["list"]', '{"text": 7}'])
def test_a_line_that_is_no_question_is_named(cli, line):
    told = cli("faq", "ask", "--json", stdin='{"text": "a"}\n' + line)
    assert told.exit_code == 1
    assert "line 2" in told.output


def test_every_step_of_the_understanding_is_explained(cli):
    told = cli("faq", "ask", "--explain", "nib gratis kah").output
    assert told.count('"candidates"') == 2
    assert '"signals"' in told


def test_the_test_questions_are_counted(cli):
    told = cli("faq", "test")
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.output.splitlines()[-4:]] == [
        "right",
        "offered",
        "handed",
        "wrong",
    ]


def test_a_wrong_answer_is_named_with_its_line(cli, home):
    questions = "question\texpected\tregister\tprevious\nnib gratis kah\tnib-lama\tbiasa\t\n"
    (home / "faq_data/tests/topik.tsv").write_text(questions)
    assert "tests/topik.tsv:2: nib-lama was read as nib-biaya" in cli("faq", "test").output


def test_a_version_is_published_listed_and_rolled_back(cli, home):
    first = cli("faq", "history").output.split()[2]
    _edit(home, "NIB versi lama", "NIB terbitan lama")
    assert cli("faq", "publish", "--why", "judul baru").output == "published\n"
    assert "judul baru" in cli("faq", "history").output
    assert cli("faq", "rollback", first).output == "rolled back\n"
    newest = cli("faq", "history").output.splitlines()[0]
    assert "published" in newest
    assert first in newest


def test_the_products_own_reasons_are_told_in_indonesian_unless_asked_otherwise(cli, home):
    _edit(home, "NIB versi lama", "NIB terbitan lama")
    cli("faq", "publish")
    assert cli("faq", "history").output.splitlines()[0].endswith(" baris perintah")
    assert cli("faq", "history", "--english").output.splitlines()[0].endswith(" command line")


def test_files_that_cannot_be_published_are_not(cli, home):
    (home / "faq_data/office.yaml").write_bytes(b"x")
    told = cli("faq", "publish")
    assert (told.exit_code, told.output.partition(":")[0]) == (1, "office.yaml")
    assert len(cli("faq", "history").output.splitlines()) == 1


def test_publishing_stands_in_the_audit(cli, desk):
    cli("faq", "publish")
    assert given.one(desk, "audit")["actor"] == "command line"


def test_test_counts_by_register_and_by_entry(cli):
    told = cli("faq", "test")
    assert "by register" in told.output
    found = json.loads(cli("faq", "test", "--json").output)
    assert set(found) == {"counts", "register", "entry", "confusions"}


def test_diff_tells_by_meaning_what_a_hand_edit_changes(cli, home):
    cli("faq", "publish")
    version = cli("faq", "history").output.split()[2]
    assert cli("faq", "diff", version).output == ""
    _edit(home, "NIB versi lama", "NIB lawas")
    told = cli("faq", "diff", version, "files").output
    assert told.splitlines()[:2] == ["entry nib-lama: changed", "  title.id"]
    assert "    - NIB versi lama" in told
    assert json.loads(cli("faq", "diff", version, "files", "--json").output)["id"] == "nib-lama"
    assert cli("faq", "diff", "no-such-version").exit_code == 1


def test_the_curve_is_told_and_drawn(cli, home):
    drawn = home / "curve.svg"
    told = cli("faq", "test", "--curve", "--picture", str(drawn)).output
    assert told.count("<- in force") == 2
    assert "by phrases\nanswers from" in told
    svg = ET.fromstring(drawn.read_text())  # noqa: S314 - our own
    assert len(svg.findall("{*}polyline")) == 2


def test_a_catalogue_without_test_questions_has_one_curve(cli, home):
    for file in (home / "faq_data/tests").glob("*.tsv"):
        file.unlink()
    told = cli("faq", "test", "--curve", "--picture", str(home / "curve.svg"))
    assert told.exit_code == 0
    assert told.output.count("<- in force") == 1
