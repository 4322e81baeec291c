"""A process ends with the one that started it, however that one ended. Starts nobody."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals = signal.SIGKILL) -> None:
    """Ask the kernel to send us this signal when the thread that started us ends, whatever ended it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def live_with(parent: int | None) -> None:
    """Live no longer than this process, if one is named: leave at once where it has already ended."""
    if parent is None:
        return
    die_with_parent()
    if os.getppid() != parent:
        sys.exit(1)
