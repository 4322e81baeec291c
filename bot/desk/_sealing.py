"""Encryption at rest of small things, under keys that follow from SECRET_KEY. Keeps nothing itself."""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import BadInput
from bot.settings import Settings

NONCE = 12


def key_for(settings: Settings, purpose: str) -> bytes:
    """The 256-bit key of one purpose."""
    return hashlib.sha256(f"{purpose}:{settings.secret_key}".encode()).digest()


def seal(settings: Settings, purpose: str, data: bytes, about: str) -> bytes:
    """Encrypt; `about` is the name of the thing: what is sealed cannot pass for another."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key_for(settings, purpose)).encrypt(nonce, data, about.encode())


def unseal(settings: Settings, purpose: str, data: bytes, about: str) -> bytes:
    """Decrypt; BadInput when it was changed, or sealed under another SECRET_KEY."""
    cipher = AESGCM(key_for(settings, purpose))
    try:
        return cipher.decrypt(data[:NONCE], data[NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise BadInput(f"{about} was changed, or sealed under another SECRET_KEY") from error


def seal_text(settings: Settings, purpose: str, text: str, about: str) -> str:
    """Encrypt a text for a column of text."""
    return base64.b64encode(seal(settings, purpose, text.encode(), about)).decode()


def unseal_text(settings: Settings, purpose: str, text: str, about: str) -> str:
    """Decrypt such a text."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadInput(f"{about} is not sealed") from error
    return unseal(settings, purpose, data, about).decode()
