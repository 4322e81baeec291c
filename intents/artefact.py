"""Stores a learnt table as bytes (.npz, never pickled) and brings it back unchanged."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.features import Space
from intents.scorers import Table

_ARRAYS = (
    "weights",
    "bias",
    "bm25",
    "starts",
    "holders",
    "holds",
    "owners",
    "centre",
    "vectors",
    "head",
)
_LARGE = 20_000_000  # weights, mostly zeros then: worth the second that packing takes


@dataclass(frozen=True, eq=False)
class Stored:
    """All that a matcher consists of, beside the encoder."""

    table: Table
    counts: dict[str, int]  # the catalogue's words
    lexicon: tuple[tuple[str, str], ...]
    weights: dict[str, dict[str, Any]]  # recalibrated weights by kind; empty: the shipped ones


def _pack(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpack(data: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(data.tobytes().decode().split("\n"))


def dump(stored: Stored) -> bytes:
    table = stored.table
    rest = {
        "entries": table.entries,
        "topics": table.topics,
        "counts": stored.counts,
        "lexicon": stored.lexicon,
        "weights": stored.weights,
    }
    arrays: dict[str, NDArray[Any]] = {name: getattr(table, name) for name in _ARRAYS}
    arrays["idf"] = table.space.idf
    arrays["names"] = _pack(table.space.names)
    arrays["texts"] = _pack(table.texts)
    arrays["said"] = _pack(table.said)
    arrays["rest"] = np.frombuffer(json.dumps(rest).encode(), dtype=np.uint8)
    out = io.BytesIO()
    save = np.savez_compressed if table.weights.size > _LARGE else np.savez
    save(out, **arrays)  # type: ignore[arg-type]  # numpy types the keywords as flags
    return out.getvalue()


def load(data: bytes) -> Stored:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        rest = json.loads(arrays["rest"].tobytes())
        table = Table(
            entries=tuple(rest["entries"]),
            topics=rest["topics"],
            space=Space(_unpack(arrays["names"]), arrays["idf"], len(arrays["owners"])),
            texts=_unpack(arrays["texts"]),
            said=_unpack(arrays["said"]) if len(arrays["vectors"]) else (),
            **{name: arrays[name] for name in _ARRAYS},
        )
    lexicon = tuple((word, meaning) for word, meaning in rest["lexicon"])
    return Stored(table, rest["counts"], lexicon, rest["weights"])
