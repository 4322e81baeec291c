"""The verbs: one file and one transaction each. The only room that joins all the others."""

from bot.channels._line import HttpAnswer, RawRequest
from bot.desk.desk import Desk, open_desk

__all__ = ["Desk", "HttpAnswer", "RawRequest", "open_desk"]
