"""A message is found by its words from when it was read: keeping it in a flood costs a third less."""

from bot.store._fulltext import READ_ONLY_THEN as STATEMENTS

__all__ = ["STATEMENTS"]
