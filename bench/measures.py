"""What is counted about answers: accuracy, bands, risk and coverage, calibration, time. Prints nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Told:
    """One question, what was wanted (None: no topic), and what a way of matching told."""

    wanted: str | None
    register: str
    ranked: list[tuple[str, float]]
    verdict: str
    seconds: float

    @property
    def first(self) -> str | None:
        return self.ranked[0][0] if self.ranked else None

    @property
    def sure(self) -> float:
        return self.ranked[0][1] if self.ranked else float("-inf")

    @property
    def right(self) -> bool:
        return self.wanted is not None and self.first == self.wanted

    @property
    def offered(self) -> bool:
        return self.wanted in [entry for entry, _ in self.ranked[:3]]


def right_at(told: Sequence[Told], wrong: float) -> float:
    """Share of in-scope questions answered right when so many of all may be wrong (best threshold)."""
    ordered = sorted(told, key=lambda one: -one.sure)
    amiss = np.cumsum([not one.right for one in ordered])
    allowed = int(np.searchsorted(amiss, wrong * len(told), side="right"))
    return sum(one.right for one in ordered[:allowed]) / max(
        sum(one.wanted is not None for one in told), 1
    )


def _share(told: Sequence[bool]) -> float:
    return float(np.mean(told)) if told else 0.0


def table(told: dict[str, list[Told]], costs: dict[str, tuple[float, float]]) -> str:
    lines = [
        f"{'':26}{'top-1':>7}{'top-3':>7}{'@2%':>7}{'@3%':>7}{'p50 ms':>8}{'p99 ms':>8}{'fit s':>7}{'MB':>6}"
    ]
    for name, found in told.items():
        known = [one for one in found if one.wanted is not None]
        spent = np.array([one.seconds for one in found]) * 1000
        seconds, megabytes = costs.get(name, (float("nan"), float("nan")))
        lines.append(
            f"{name:26}{_share([one.right for one in known]):7.3f}{_share([one.offered for one in known]):7.3f}"
            f"{right_at(found, 0.02):7.3f}{right_at(found, 0.03):7.3f}"
            f"{np.quantile(spent, 0.5):8.2f}{np.quantile(spent, 0.99):8.2f}{seconds:7.1f}{megabytes:6.0f}"
        )
    return "\n".join(lines)


def bands(told: Sequence[Told]) -> str:
    known = [one for one in told if one.wanted is not None]
    strange = [one for one in told if one.wanted is None]
    answered = [one for one in told if one.verdict == "answer"]
    right = _share([one.verdict == "answer" and one.right for one in known])
    offered = _share([one.verdict == "clarify" and one.offered for one in known])
    wrong = sum(not one.right for one in answered) / max(len(told), 1)
    beyond = _share([one.verdict == "answer" for one in strange])
    refused = _share([one.verdict == "refuse" for one in strange])
    return (
        f"right {right:.3f}, right or offered {right + offered:.3f}, wrong of all {wrong:.3f}, "
        f"out of scope answered {beyond:.3f}, refused {refused:.3f}"
    )


def calibration_error(told: Sequence[Told], bins: int = 10) -> float:
    """Expected calibration error of the first candidate's confidence."""
    sure = np.array([max(one.sure, 0.0) for one in told])
    right = np.array([one.right for one in told], dtype=float)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(sure[place == at].mean() - right[place == at].mean()) * (place == at).mean()
        for at in set(place)
    ]
    return float(sum(gaps))


def curve(told: Sequence[Told]) -> str:
    """Risk and coverage: how many are answered from a confidence on, and how many of all wrongly."""
    points = []
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        answered = [one for one in told if one.sure >= least]
        wrong = sum(not one.right for one in answered) / len(told)
        points.append(f">={least:.1f}: {len(answered) / len(told):.2f} answered, {wrong:.3f} wrong")
    return "; ".join(points)


def by_register(told: Sequence[Told]) -> str:
    names = sorted({one.register for one in told if one.register})
    return "\n".join(
        f"  {name:10} {bands([one for one in told if one.register == name])}" for name in names
    )
