"""Officers' and admins' pages, the phone on the screen, /privasi. No SQL and no rules here."""

from bot.console.install import install

__all__ = ["install"]
