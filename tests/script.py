"""Golden conversations as text: what a file says, line by line. Runs nothing."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Makassar")
SPEAKER = re.compile(r"(Citizen|Bot|Officer [A-Z]|Admin): ?\s*(.*)")
LATER = re.compile(r"(\d+) (second|minute|hour|day)s? later")
HEADER = re.compile(r"(Channel|Clock|With): *(.*?)(?= {2,}\w+:|$)")
ACTION = re.compile(r"\(([a-z ]+?)(?: ([\w:.-]+))?\)\s*(.*)", re.DOTALL)
MOMENT = "%a %d %b %Y %H:%M"


@dataclass
class Step:
    """One line of a talk: who (a speaker, `clock` or `effect`), what, and where it stands."""

    who: str
    text: str
    line: int
    last: int  # the line of its last word

    @property
    def action(self) -> tuple[str, str, str]:
        """`(photo) caption` and `(withdraws nib)`: the verb, its word, the text behind."""
        told = ACTION.fullmatch(self.text)
        return (told[1], told[2] or "", told[3]) if told else ("", "", self.text)


@dataclass
class Script:
    """A golden conversation."""

    title: str
    channels: tuple[str, ...]
    start: datetime
    settings: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


class BadScript(Exception):
    """The file is no golden conversation."""


def read(path: Path) -> Script:
    """Read a file; BadScript names the line that cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) < 2 or not lines[0].startswith("# "):
        raise BadScript(f"{path.name}:1: the first line says why the talk exists: # ...")
    script = _header(lines[0][2:], dict(HEADER.findall(lines[1])))
    for number, line in enumerate(lines[2:], start=3):
        try:
            _add(script, line, number)
        except (ValueError, IndexError) as error:
            raise BadScript(f"{path.name}:{number}: cannot be read: {line}") from error
    return script


def moment(text: str) -> datetime:
    """Read `Mon 2 Mar 2026 09:14`, the office's clock; ValueError when the weekday is wrong."""
    told = datetime.strptime(text, MOMENT).replace(tzinfo=OFFICE)
    if told.strftime("%a") != text[:3]:
        raise ValueError(f"{text} is a {told:%A}")
    return told


def after(text: str, now: datetime) -> datetime:
    """Read `25 hours later` or a moment."""
    told = LATER.fullmatch(text)
    return now + timedelta(**{f"{told[2]}s": int(told[1])}) if told else moment(text)


def _header(title: str, told: dict[str, str]) -> Script:
    names = ("whatsapp", "sms")
    channels = names if told["Channel"] == "both" else (names[names.index(told["Channel"])],)
    settings = dict(pair.split("=") for pair in told.get("With", "").split())
    return Script(title, channels, moment(told["Clock"]), settings)


def _add(script: Script, line: str, number: int) -> None:
    text = line.strip()
    speaker = SPEAKER.fullmatch(line)
    if speaker:
        script.steps.append(Step(speaker[1], speaker[2], number, number))
    elif line.startswith("--- "):
        script.steps.append(Step("clock", text[4:], number, number))
    elif text.startswith("[") and text.endswith("]"):
        told = (part.strip() for part in text[1:-1].split(";"))
        script.steps += [Step("effect", part, number, number) for part in told]
    elif text and not text.startswith("#"):
        script.steps[-1].text += "\n" + text  # a longer bubble goes on in the next line
        script.steps[-1].last = number
