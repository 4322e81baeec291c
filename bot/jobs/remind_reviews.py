"""Once a week: who owns a fact or an answer hears what is due for review."""

from bot.desk.freshness import remind
from bot.jobs._job import Job

JOB = Job("remind_reviews", lambda settings: 7 * 86400.0, remind, outward=True)
