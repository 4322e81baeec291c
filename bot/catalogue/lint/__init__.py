"""Reads a loaded catalogue like a careful colleague: file, line, what to write instead. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.catalogue.lint import _freshness, _length, _literals, _phrases, _promises, _requests
from bot.catalogue.lint._finding import Finding, Look, Segments
from bot.model.entry import Catalogue

__all__ = ["Finding", "Segments", "lint"]

CHECKS = (
    _literals.check,
    _requests.check,
    _promises.check,
    _length.check,
    _phrases.check,
    _freshness.check,
)


def lint(
    catalogue: Catalogue, *, segments: Callable[[str], Segments], today: date
) -> tuple[Finding, ...]:
    """Return every finding by file and line; one of level "error" means: not to be published.

    `segments` counts what a text costs as an SMS.
    """
    look = Look(catalogue, segments, today)
    found = {finding for check in CHECKS for finding in check(look)}
    return tuple(sorted(found, key=lambda f: (f.file, f.line, f.level, str(f))))
