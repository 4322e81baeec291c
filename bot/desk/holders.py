"""Who holds a lease: host, process id and when that process began, so that the dead are known. No leases."""

from __future__ import annotations

import os
import socket
from pathlib import Path

STATE, BEGAN = 0, 19  # fields of /proc/<pid>/stat after the name
CORPSE = "Z"  # dead, and nobody has buried it


def holder_name() -> str:
    """Our own name, told apart from whoever gets our process id later: containers repeat theirs."""
    return f"{socket.gethostname()}:{os.getpid()}:{_told(os.getpid(), BEGAN)}"


def is_dead(holder: str) -> bool:
    """Whether this holder was a process of this host that is gone; of others nothing is known."""
    host, _, process = holder.partition(":")
    if host != socket.gethostname():
        return False
    pid, _, began = process.partition(":")
    return not (is_alive(int(pid)) and began in {"", _told(int(pid), BEGAN)})


def is_alive(pid: int) -> bool:
    """Whether a process of this host still lives."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _told(pid, STATE) != CORPSE


def _told(pid: int, field: int) -> str:
    """What the kernel tells of a process; empty where it tells nothing."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[field]
