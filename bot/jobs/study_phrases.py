"""Each phrase read without itself, once a published version: what the studio shows beside it."""

from bot.desk.studying import study_apart
from bot.jobs._job import Job

JOB = Job("study_phrases", lambda settings: 60.0, study_apart)
