"""The risk-coverage curve of the FAQ files: measured, as a table, as a picture. Nothing is tuned here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.catalogue import load
from bot.desk import _fit_model, faq
from bot.desk._faq_test import REFUSE
from bot.desk.desk import Desk
from intents import Phrase, Point

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 360, 60, 50
OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    ' font-family="sans-serif" font-size="12">'
)
MOST_WRONG = 0.1  # the picture ends here: no office would go further
COLOURS = ("#0b6e4f", "#3559b7")
HEAD = "answers from   answered of all   right of own   wrong of all"


def measure(desk: Desk) -> dict[str, tuple[Point, ...]]:
    """What answering from each confidence on would cost, of the files as they are now.

    By `phrases`, held out from learning and harder than what citizens write, and by `questions`,
    the catalogue's own first questions.
    """
    catalogue = load(faq.read(desk))
    matcher = _fit_model.matcher_of(desk, catalogue)
    asked = [
        Phrase(question.expected, question.text, outside=question.expected == REFUSE)
        for question in catalogue.questions
        if not question.previous
    ]
    curves = {"phrases": matcher.curve(_fit_model.phrases(catalogue), taught=True)}
    return curves | ({"questions": matcher.curve(asked, taught=False)} if asked else {})


def table(name: str, points: Sequence[Point]) -> str:
    """A line for each confidence; the one in force is marked."""
    return "\n".join([f"by {name}", HEAD, *(_line(point) for point in points)])


def _line(point: Point) -> str:
    mark = "   <- in force" if point.in_force else ""
    return f"{point.sure:12.2f}{point.answered:18.1%}{point.right:15.1%}{point.wrong:15.1%}{mark}"


def picture(curves: Mapping[str, Sequence[Point]]) -> str:
    """The curves as SVG: wrong of all messages to the right, answered of all messages upwards."""
    parts = [
        OPENING,
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *(_upright(share / 100) for share in range(0, 11, 2)),
        *(_level(share / 10) for share in range(0, 11, 2)),
        *(_curve(*one, colour) for one, colour in zip(curves.items(), COLOURS, strict=False)),
        _text(WIDTH / 2, HEIGHT - 8, "wrong answers, of all messages"),
        _text(LEFT + 70, 14, "answered, of all messages"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _curve(name: str, points: Sequence[Point], colour: str) -> str:
    shown = [point for point in points if point.wrong <= MOST_WRONG]
    line = " ".join(f"{_x(point.wrong):.0f},{_y(point.answered):.0f}" for point in shown)
    dots = (_dot(name, point, colour) for point in shown if point.in_force)
    return f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>' + "".join(
        dots
    )


def _x(wrong: float) -> float:
    return LEFT + wrong / MOST_WRONG * (WIDTH - LEFT - 20)


def _y(answered: float) -> float:
    return HEIGHT - BOTTOM - answered * (HEIGHT - BOTTOM - 30)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{words}</text>'


def _upright(wrong: float) -> str:
    x = _x(wrong)
    rule = f'<line x1="{x:.0f}" y1="{_y(0):.0f}" x2="{x:.0f}" y2="{_y(1):.0f}" stroke="#ddd"/>'
    return rule + _text(x, _y(0) + 18, f"{wrong:.0%}")


def _level(answered: float) -> str:
    y = _y(answered)
    rule = f'<line x1="{LEFT}" y1="{y:.0f}" x2="{_x(MOST_WRONG):.0f}" y2="{y:.0f}" stroke="#ddd"/>'
    return rule + _text(LEFT - 24, y + 4, f"{answered:.0%}")


def _dot(name: str, point: Point, colour: str) -> str:
    x, y = _x(point.wrong), _y(point.answered)
    told = f"{name}, in force: from {point.sure:.2f}"
    circle = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{colour}"/>'
    return circle + _text(x + 90, y + 20, told)
