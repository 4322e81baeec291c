"""The FAQ folder as bytes: which files count, their content hash, their snapshot. No parsing."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.catalogue.notes import problem
from bot.errors import BadFaq, Telling

MAX_BYTES = 512 * 1024
SINGLE_FILES = frozenset({"office.yaml", "sentences.yaml", "elsewhere.yaml"})
FOLDERS = {"topics": ".yaml", "lexicon": ".tsv", "tests": ".tsv"}
FILE_NAME = re.compile(r"[a-z0-9_-]{1,40}\.(yaml|tsv)", re.ASCII)


def is_faq_name(name: str) -> bool:
    """Whether a relative posix name is one that the catalogue reads."""
    folder, slash, base = name.rpartition("/")
    if not slash:
        return name in SINGLE_FILES
    return base.endswith(FOLDERS.get(folder, "\0")) and FILE_NAME.fullmatch(base) is not None


def read_files(folder: Path) -> dict[str, bytes]:
    """Read the FAQ files below `folder`: relative posix name -> bytes; what else lies there is ignored.

    Files over the cap come cut one byte beyond it, so that `load` refuses them without reading on.
    BadFaq: the folder is missing, a name is not allowed, or something is a link, a pipe or unreadable.
    """
    found: dict[str, bytes] = {}
    problems: list[Telling] = []
    for path in _candidates(folder, problems):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = _read(path, name)
        except BadFaq as error:
            problems.extend(error.problems)
    if problems:
        raise BadFaq(*problems)
    return found


def _candidates(folder: Path, problems: list[Telling]) -> Iterator[Path]:
    if not folder.is_dir():
        problems.append(problem(str(folder), 0, "no_folder"))
        return
    yield from (
        folder / name
        for name in sorted(SINGLE_FILES)
        if (folder / name).is_symlink() or (folder / name).exists()
    )
    for name, suffix in FOLDERS.items():
        below = folder / name
        if below.is_symlink():
            problems.append(problem(name, 1, "link_folder"))
        elif below.is_dir():
            yield from sorted(
                path for path in below.glob(f"*{suffix}") if not path.name.startswith(".")
            )


def _read(path: Path, name: str) -> bytes:
    if not is_faq_name(name):
        raise BadFaq(problem(name, 1, "file_name"))
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise BadFaq(problem(name, 1, "link_file"))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFaq(problem(name, 1, "cannot_read", why=error.strerror)) from error


def content_hash(files: Mapping[str, bytes]) -> str:
    """Hex sha256 over the sorted names and bytes."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{len(name)} {name} {len(files[name])}\n".encode())
        total.update(files[name])
    return total.hexdigest()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Make a snapshot of the files for the store; the same files give the same bytes."""
    # latin-1 tells every byte as one character, so that nothing is lost whatever the files hold
    text = json.dumps(
        {name: data.decode("latin-1") for name, data in files.items()}, sort_keys=True
    )
    return zlib.compress(text.encode(), 9)


def unpack(data: bytes) -> dict[str, bytes]:
    """Give back the files of a snapshot; BadFaq when it is damaged."""
    try:
        packed = json.loads(zlib.decompress(data))
        return {name: text.encode("latin-1") for name, text in packed.items()}
    except (zlib.error, ValueError, AttributeError) as error:
        raise BadFaq(problem("", 0, "damaged")) from error
