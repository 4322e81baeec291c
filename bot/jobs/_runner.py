"""The only file that knows APScheduler: runs the timed jobs where the lease is. Holds no job."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from typing import cast

from apscheduler.schedulers.background import BackgroundScheduler

from bot.desk import Desk, leading
from bot.desk.backup import is_resting
from bot.folder import collect
from bot.jobs._job import Job

RENEW_S = 2.0
LONGEST_S = 900.0  # between two looks whether a run is due: one that could not begin is caught up


class Runner:
    """Starts the scheduler while this process leads, stops it when it does not."""

    def __init__(self, desk: Desk) -> None:
        """Know the jobs of the folder."""
        self._desk = desk
        self._jobs = [cast("Job", job) for job in collect("bot.jobs", "JOB").values()]
        self._scheduler: BackgroundScheduler | None = None

    def run_with(self, desk: Desk, stop: threading.Event) -> None:
        """Take or renew the lease until told to stop; then give it back."""
        while not stop.wait(RENEW_S if self._scheduler else 0.5):
            try:
                if leading.lead(self._desk):
                    self._start()
                else:
                    self._halt()
            except Exception:
                self._desk.log.exception("could not look for the lead")
        self._halt(wait=True)  # a job may still start what the leaving worker must end
        leading.resign(self._desk)

    def _start(self) -> None:
        if self._scheduler:
            return
        self._scheduler = BackgroundScheduler(timezone=UTC)
        for job in self._jobs:
            self._scheduler.add_job(
                self._once,
                "interval",
                args=[job],
                seconds=min(job.every(self._desk.settings), LONGEST_S),
                next_run_time=datetime.now(UTC),  # noqa: TID251 - the scheduler's own clock
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def _halt(self, *, wait: bool = False) -> None:
        if self._scheduler:
            self._scheduler.shutdown(wait=wait)
            self._scheduler = None

    def _once(self, job: Job) -> None:
        if job.outward and is_resting(self._desk):
            return
        every = job.every(self._desk.settings)
        due = leading.due_time(self._desk, every)
        if not leading.claim_run(self._desk, job.name, due):
            return
        counts, error = {}, ""
        try:
            counts = job.run(self._desk)
        except Exception as broken:
            error = type(broken).__name__
            self._desk.log.exception("job failed", job=job.name)
        leading.end_run(self._desk, job.name, due, json.dumps(counts), error)
