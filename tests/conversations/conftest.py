"""Golden conversations: each .txt here is a test, once a channel. `--accept` rewrites the Bot lines."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.script import BadScript, Script, Step, after, read
from tests.talk import Talk

WIDTH = 10  # where the words of a line begin


class Unexpected(Exception):
    """The talk went otherwise; the text is a diff."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the Bot lines of golden talks")


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.File | None:
    if file_path.suffix == ".txt" and file_path.parent == Path(__file__).parent:
        return GoldenFile.from_parent(parent, path=file_path)
    return None


class GoldenFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        script = read(self.path)
        for channel in script.channels:
            yield GoldenTalk.from_parent(self, name=channel, script=script, channel=channel)


class GoldenTalk(pytest.Item):
    def __init__(self, *, script: Script, channel: str, **more: object) -> None:
        super().__init__(**more)
        self.script, self.channel = script, channel

    def runtest(self) -> None:
        accept = self.config.getoption("--accept", default=False)
        script = read(self.path)  # the other channel may just have rewritten it
        talk = Talk(self.channel, FakeClock(script.start), **script.settings)
        try:
            Play(talk, script.steps, self.path, accept=accept).run()
        finally:
            talk.close()

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        if isinstance(excinfo.value, Unexpected | BadScript):
            return f"{self.script.title}\n{excinfo.value}"
        return str(excinfo.getrepr(style="short"))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.path.name} on {self.channel}: {self.script.title}"


class Play:
    """Runs the steps of a talk; the first line that differs ends it."""

    def __init__(self, talk: Talk, steps: list[Step], path: Path, *, accept: bool) -> None:
        self.talk, self.steps, self.path, self.accept = talk, steps, path, accept
        self.unheard: list[str] = []  # bubbles that no Bot line has told yet
        self.seen: list[str] = []  # effects since somebody last spoke
        self.rewritten: list[tuple[Step, str]] = []

    def run(self) -> None:
        for number, step in enumerate(self.steps):
            next_one = self.steps[number + 1] if number + 1 < len(self.steps) else None
            self._play(step, next_one)
        self._nothing_unheard(self.steps[-1])
        if self.rewritten:
            self._rewrite()

    def _play(self, step: Step, next_one: Step | None) -> None:
        if step.who == "Bot":
            self._bot(step)
        elif step.who == "effect":
            self._effect(step)
        else:
            self._nothing_unheard(step)
            self._act(step)
            pauses = not next_one or (
                next_one.who != "Citizen" and next_one.text != "waits for more"
            )
            if step.who == "Citizen" and pauses:
                self.talk.quiet()
            self._look()

    def _act(self, step: Step) -> None:
        verb, what, text = step.action
        if step.who == "clock":
            self.talk.wait(after(step.text, self.talk.clock()))
        elif step.who == "Citizen":
            kind = verb if verb and verb != "tap" else "text"
            self.talk.say(text, kind=kind, payload=what if verb == "tap" else "")
        elif verb:
            self.talk.do(step.who, verb, what, text)
        else:
            self.talk.officer(step.who, text)

    def _look(self) -> None:
        said = self.talk.bubbles()
        self.unheard += said
        self.seen = self.talk.effects()
        told = [entry for bubble in said for entry in self.talk.told(bubble)]
        self.seen.append(f"told: {', '.join(told)}" if told else "no answer told")
        self.seen += [] if said else ["nothing said"]
        opened = any(effect.startswith("ticket opened") for effect in self.seen)
        self.seen += [] if opened else ["no ticket opened"]

    def _bot(self, step: Step) -> None:
        if not self.unheard:
            raise Unexpected(self._differs(step, step.text, "(silence)"))
        bubble = self.unheard.pop(0)
        if _fits(step.text, bubble):
            return
        if not self.accept:
            raise Unexpected(self._differs(step, step.text, bubble))
        self.rewritten.append((step, self.talk.without_entries(bubble)))

    def _effect(self, step: Step) -> None:
        if not any(_fits(step.text, effect) for effect in self.seen):
            seen = "\n".join(f"[{effect}]" for effect in self.seen)
            raise Unexpected(self._differs(step, f"[{step.text}]", seen))

    def _nothing_unheard(self, step: Step) -> None:
        if self.unheard:
            raise Unexpected(self._differs(step, "(silence)", "\n".join(self.unheard)))

    def _differs(self, step: Step, wanted: str, got: str) -> str:
        lines = difflib.ndiff(wanted.splitlines(), got.splitlines())
        return f"{self.path.name}:{step.line}\n" + "\n".join(lines) + f"\nseen: {self.seen}"

    def _rewrite(self) -> None:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        for step, bubble in reversed(self.rewritten):
            told = [f"{'':{WIDTH}}{line}".rstrip() for line in bubble.splitlines()]
            told[0] = f"{'Bot:':{WIDTH}}{told[0].strip()}"
            lines[step.line - 1 : step.last] = told
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fits(wanted: str, got: str) -> bool:
    """Whether `got` reads as `wanted`, where `...` stands for anything and spaces do not count."""
    pieces = (re.escape(" ".join(piece.split())) for piece in wanted.split("..."))
    pattern = r"\s?.*\s?".join(pieces)
    return re.fullmatch(pattern, " ".join(got.split()), re.DOTALL) is not None
