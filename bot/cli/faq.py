"""Check, ask, test and publish the FAQ files."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click

from bot.catalogue import note
from bot.cli._desk import desk_for, unwatched
from bot.cli._parent import live_with
from bot.desk import curve as risk
from bot.desk import faq, reasons, studying, versions
from bot.desk.ask import ask as ask_bot
from bot.desk.ask import why
from bot.desk.trying import mind_of_files
from bot.errors import BadFaq

LEAST_URGENT = 19
OUTCOMES = ("right", "offered", "handed", "wrong")


def _reads_files(verb: Callable[..., None]) -> Callable[..., None]:
    """A verb that may find the files unusable: it says so a line each, in the language asked for."""

    @click.option("--english", is_flag=True, help="Messages in English.")
    @wraps(verb)
    def told(*args: Any, english: bool, **options: Any) -> None:
        context = click.get_current_context()
        context.obj = "en" if english else "id"
        try:
            verb(*args, **options)
        except BadFaq as error:
            for one in error.problems:
                click.echo(one.told(context.obj), err=True)
            sys.exit(1)

    return told


@click.group("faq")
def COMMAND() -> None:  # noqa: N802
    """The FAQ files of FAQ_DIR."""


@COMMAND.command(epilog="Example: python -m bot faq lint")
@_reads_files
def lint() -> None:
    """Say file, line and what to write instead; exit code 1 when the files cannot be published."""
    language = click.get_current_context().obj
    findings = faq.check(desk_for("faq"))
    for finding in findings:
        click.echo(finding.told(language))
    errors = sum(finding.level == "error" for finding in findings)
    counts = note("counts", errors=errors, warnings=len(findings) - errors)
    click.echo(counts.told(language))
    sys.exit(1 if errors else 0)


@COMMAND.command(epilog="Example: python -m bot faq ask 'gmn cr dftr nib'")
@click.argument("text", required=False)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON object a line; without TEXT also read so from stdin.",
)
@click.option("--explain", is_flag=True, help="Show every step of the understanding.")
@click.option("--previous", default="", help="Entry that was answered a moment ago.")
@_reads_files
def ask(text: str | None, previous: str, *, as_json: bool, explain: bool) -> None:
    """Ask the bot as a citizen would, on a fresh conversation."""
    desk = desk_for("faq")
    mind = mind_of_files(desk)
    from_stdin = as_json and text is None
    asked = _questions() if from_stdin else [{"text": text or "", "previous": previous}]
    for question in asked:
        words, before = question["text"], question.get("previous") or ""
        told = ask_bot(desk, mind, words, before).as_dict()
        if explain:
            told["understanding"] = why(mind, words, before).as_dict()
        click.echo(json.dumps(told, ensure_ascii=False, indent=None if as_json else 1))


@COMMAND.command(epilog="Example: python -m bot faq test --curve --picture curve.svg")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: counts, parts, confusions.")
@click.option("--curve", is_flag=True, help="What answering from other confidences on would cost.")
@click.option("--picture", type=click.Path(path_type=Path), help="Draw that curve to an SVG file.")
@_reads_files
def test(*, as_json: bool, curve: bool, picture: Path | None) -> None:
    """Ask the catalogue's own test questions and count what they led to.

    With --curve: of phrases held out from learning (harder than what citizens write) and of the
    test questions, each kind weighed as a desk hears it.
    """
    if curve or picture:
        _curve(picture)
        return
    score = faq.try_questions(desk_for("faq"))
    if as_json:
        click.echo(json.dumps(faq.told(score), ensure_ascii=False))
        return
    for answer in score.answers:
        if answer.outcome == "wrong":
            where = f"{answer.question.file}:{answer.question.line}"
            click.echo(f"{where}: {answer.question.expected} was read as {answer.got}")
    _table("by register", score.by("register"))
    _table("entries that are not always right", _imperfect(score.by("expected")))
    for expected, got, times in score.confusions():
        click.echo(f"confused: {expected} -> {got} ({times})")
    counts = score.counts()
    total = counts.total() or 1
    for outcome in OUTCOMES:
        click.echo(f"{outcome:8} {counts[outcome]:5} {counts[outcome] / total:6.1%}")


def _curve(picture: Path | None) -> None:
    curves = risk.measure(desk_for("faq"))
    for name, points in curves.items():
        click.echo(risk.table(name, points))
    if picture:
        picture.write_text(risk.picture(curves))


_with_parent = click.option("--parent", type=int, metavar="PID", help="End when this process does.")


@COMMAND.command(epilog="Example: python -m bot faq study")
@_with_parent
def study(*, parent: int | None) -> None:
    """Read each phrase without itself, for the studio; a worker starts this after publishing."""
    live_with(parent)
    os.nice(LEAST_URGENT)
    with unwatched("study") as desk:
        counts = studying.study(desk)
    click.echo(f"{counts['phrases']} phrases")


@COMMAND.command(epilog="Example: python -m bot faq look")
@_with_parent
def look(*, parent: int | None) -> None:
    """Publish an edit of the files, or say why it waits or is refused; a worker starts this."""
    live_with(parent)
    with unwatched("look") as desk:
        click.echo(faq.look(desk))


@COMMAND.command(epilog="Example: python -m bot faq diff 3f9a files")
@click.argument("before")
@click.argument("after", default="files")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@_reads_files
def diff(before: str, after: str, *, as_json: bool) -> None:
    """Say by meaning what differs between two versions (starts of hashes), or a version and `files`."""
    for one in versions.compare(desk_for("faq"), before, after):
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
            continue
        click.echo(f"{one.kind} {one.id}: {one.state}")
        for part in one.parts:
            click.echo(f"  {part.name}")
            for sign, line in part.lines:
                click.echo(f"    {sign or ' '} {line}")


@COMMAND.command(epilog="Example: python -m bot faq publish --why 'new hours'")
@click.option("--why", default="command line", show_default=True, help="Kept in the history.")
@_reads_files
def publish(why: str) -> None:
    """Put the files as they are now in force."""
    faq.publish(desk_for("faq"), actor="command line", why=why)
    click.echo("published")


@COMMAND.command(epilog="Example: python -m bot faq history")
@_reads_files
def history() -> None:
    """List the versions, newest first."""
    language = click.get_current_context().obj
    for row in faq.history(desk_for("faq")):
        why = reasons.told(row["why"], language)
        click.echo(f"{row['at']} {row['state']:11} {row['hash'][:12]} {why}")


@COMMAND.command(epilog="Example: python -m bot faq rollback 3f9a")
@click.argument("version")
def rollback(version: str) -> None:
    """Put an earlier version in force, by the start of its hash."""
    faq.roll_back(desk_for("faq"), version, actor="command line")
    click.echo("rolled back")


def _table(title: str, rows: Mapping[str, Counter[str]]) -> None:
    click.echo(title)
    for name, counts in rows.items():
        shares = (
            f"{what} {counts[what]:4} {counts[what] / counts.total():6.1%}" for what in OUTCOMES
        )
        click.echo(f"  {name:28} {'   '.join(shares)}")


def _imperfect(rows: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    return {name: counts for name, counts in rows.items() if counts["right"] < counts.total()}


def _questions() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except ValueError as error:
            raise click.ClickException(f"line {number} is not JSON: {error}") from error
        if not isinstance(question, dict) or not isinstance(question.get("text"), str):
            raise click.ClickException(f'line {number}: write {{"text": "..."}}')
        yield question
