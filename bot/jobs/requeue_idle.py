"""Held tickets that nobody works on wait again."""

from bot.desk.caretaking import requeue_idle
from bot.jobs._job import Job

JOB = Job("requeue_idle", lambda settings: 60.0, requeue_idle)
