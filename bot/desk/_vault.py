"""A sealed stream for whoever holds a private key: backups leave the host so. Knows no backups.

Layout: MARK, a line for people, the public key it is sealed for, a fresh public key; then chunks
under AES-GCM. The key is agreed by X25519 and used once; a chunk's nonce is its number and whether
it is the last, so that none can be changed, moved or cut off unseen.
"""

from __future__ import annotations

import base64
from io import RawIOBase
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import BadInput

MARK = b"TANYA-SEALED-1\n"
CHUNK, TAG, KEY = 1 << 20, 16, 32
CUT = "it is damaged or cut short"


class Sealer(RawIOBase):
    """A file to write to; `finish` ends it, and `key` opens exactly this stream."""

    def __init__(self, out: BinaryIO, public: bytes, note: str) -> None:
        """Write the head; `note` is one line that anybody may read."""
        ours = X25519PrivateKey.generate()
        fresh = ours.public_key().public_bytes_raw()
        self.key = _agreed(ours, public, fresh + public)
        self._out, self._cipher = out, AESGCM(self.key)
        self._rest, self._number = bytearray(), 0
        out.write(MARK + note.encode() + b"\n" + public + fresh)

    def write(self, data: Any) -> int:
        """Take in bytes; whole chunks leave at once."""
        self._rest += data
        while len(self._rest) > CHUNK:
            self._emit(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write what is left, marked as the last."""
        self._emit(bytes(self._rest), last=True)

    def _emit(self, data: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last=last), data, None))
        self._number += 1


class Opened(RawIOBase):
    """A sealed stream to read from; BadInput when it is none, damaged, or for another key."""

    def __init__(self, source: BinaryIO, *, private: bytes = b"", key: bytes = b"") -> None:
        """Read the head; open with the private key, or with the key of this very stream."""
        if source.readline(len(MARK)) != MARK:
            raise BadInput("it is no backup of this product")
        source.readline(1000)
        public, fresh = source.read(KEY), source.read(KEY)
        if not key:
            ours = X25519PrivateKey.from_private_bytes(private)
            if ours.public_key().public_bytes_raw() != public:
                raise BadInput(
                    "it is sealed for another key: give that key, or the SECRET_KEY of its host"
                )
            key = _agreed(ours, fresh, fresh + public)
        self._source, self._cipher = source, AESGCM(key)
        self._ready, self._number, self._next = bytearray(), 0, source.read(CHUNK + TAG)
        if not self._next:
            raise BadInput(CUT)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, room: Any) -> int:
        """Fill `room`; less than that only at the end."""
        size = len(room)
        while len(self._ready) < size and self._next:
            chunk, self._next = self._next, self._source.read(CHUNK + TAG)
            self._ready += self._open(chunk, last=not self._next)
            self._number += 1
        data = bytes(self._ready[:size])
        room[: len(data)] = data
        del self._ready[:size]
        return len(data)

    def drain(self) -> None:
        """Read to the end, so that a loss there is seen too."""
        while self.read(CHUNK):
            pass

    def _open(self, chunk: bytes, *, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(_nonce(self._number, last=last), chunk, None)
        except (InvalidTag, ValueError) as error:
            raise BadInput(CUT) from error


def new_pair() -> tuple[str, str]:
    """(public, private) as texts for a setting and for the safe."""
    private = X25519PrivateKey.generate().private_bytes_raw()
    return as_text(public_of(private)), as_text(private)


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def as_text(key: bytes) -> str:
    """A key as text."""
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """A key from its text; BadInput when it is none."""
    try:
        key = base64.urlsafe_b64decode(text.strip() + "=")
    except ValueError:
        key = b""
    if len(key) != KEY:
        raise BadInput("a key has 43 letters, digits, - and _")
    return key


def _agreed(ours: X25519PrivateKey, theirs: bytes, about: bytes) -> bytes:
    try:
        shared = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:
        raise BadInput(CUT) from error
    return HKDF(SHA256(), KEY, salt=None, info=MARK + about).derive(shared)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
