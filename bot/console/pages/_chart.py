"""A bar chart of weeks as rectangles and labels in numbers; the template draws them. No HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from bot.console.words import language
from bot.desk.insight import Week

WIDTH, HEIGHT, FLOOR, GAP = 720, 170, 146, 8


@dataclass(frozen=True)
class Bar:
    """One rectangle."""

    kind: str  # answered | handed | offered
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """One text, centred at x."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """The whole drawing."""

    width: int
    height: int
    bars: list[Bar]
    labels: list[Label]


def of_weeks(weeks: Sequence[Week]) -> Chart:
    """Answers stand up from the floor (those handed on at the foot), offers on top of them."""
    most = max((week.answered + week.offered for week in weeks), default=0) or 1
    step = WIDTH / max(len(weeks), 1)
    bars, labels = [], []
    for number, week in enumerate(weeks):
        left, top = number * step + GAP / 2, float(FLOOR)
        calm = week.answered - week.handed
        for kind, count in (("handed", week.handed), ("answered", calm), ("offered", week.offered)):
            height = count / most * (FLOOR - 12)
            top -= height
            if count:
                bars.append(
                    Bar(kind, round(left, 1), round(top, 1), round(step - GAP, 1), round(height, 1))
                )
        middle = round(left + (step - GAP) / 2, 1)
        day = format_date(week.start, "d MMM", locale=language())
        labels.append(Label(middle, HEIGHT - 6, day))
        if week.answered + week.offered:
            labels.append(Label(middle, round(top - 3, 1), str(week.answered + week.offered)))
    return Chart(WIDTH, HEIGHT, bars, labels)
