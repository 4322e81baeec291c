"""Watchdog: alarms for messages that wait in silence and for sends that fail."""

from bot.desk.health import watch
from bot.jobs._job import Job

JOB = Job("watch", lambda settings: 15.0, watch)
