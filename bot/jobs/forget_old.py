"""Drop what is kept for a few days only: raw requests, old events, old job runs."""

from bot.desk.housekeeping import forget_old
from bot.jobs._job import Job

JOB = Job("forget_old", lambda settings: 3600.0, forget_old)
