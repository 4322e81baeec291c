"""What is past its days goes: rows, texts, files, and citizens who have been silent for long."""

from bot.desk.forgetting import forget_old
from bot.jobs._job import Job

JOB = Job("forget_old", lambda settings: 3600.0, forget_old, outward=True)
