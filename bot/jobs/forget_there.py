"""What providers hold of our messages longer than they should is deleted there."""

from bot.desk.elsewhere import forget_there
from bot.jobs._job import Job

JOB = Job("forget_there", lambda settings: 900.0, forget_there, outward=True)
