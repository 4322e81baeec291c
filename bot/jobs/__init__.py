"""What happens unasked: one job a file, each calls one desk verb and returns counts."""

from bot.jobs._job import Job

__all__ = ["Job"]
