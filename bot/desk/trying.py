"""A mind made of the files as they are now, without publishing them: for `faq ask` and `faq test`."""

from __future__ import annotations

from bot.catalogue import load
from bot.desk import _fit_model, faq
from bot.desk._mind import Mind
from bot.desk.desk import Desk


def mind_of_files(desk: Desk) -> Mind:
    """The files' catalogue with its matcher; BadFaq when they cannot be read."""
    catalogue = load(faq.read(desk))
    return Mind("files", catalogue, _fit_model.matcher_of(desk, catalogue))
