"""Which files we keep, told by their bytes; pictures are drawn anew. No network."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image, ImageOps

from bot.channels._line import Fetched
from bot.errors import BadInput

MOST_BYTES = 16 * 1024 * 1024
MOST_PIXELS = 25_000_000
JPEG_QUALITY = 90
OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"Speex   ")
OGG_HEAD = 64  # the codec's name stands in the first page
MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error)

Image.MAX_IMAGE_PIXELS = None  # ours is lower, and checked before anything is decoded


def checked(data: bytes) -> Fetched:
    """Keep a jpeg, png, pdf or ogg voice note, pictures without their metadata; else BadInput."""
    if len(data) > MOST_BYTES:
        raise BadInput("the file is too large")
    content_type = _sniffed(data)
    if content_type.startswith("image/"):
        data = _drawn_anew(data, content_type)
    return Fetched(data, content_type)


def _sniffed(data: bytes) -> str:
    for magic, content_type in MAGIC:
        if data.startswith(magic):
            return content_type
    if data.startswith(b"OggS") and any(codec in data[:OGG_HEAD] for codec in OGG_CODECS):
        return "audio/ogg"
    raise BadInput("only jpeg, png, pdf and voice notes are kept")


def _drawn_anew(data: bytes, content_type: str) -> bytes:
    kind = content_type.removeprefix("image/").upper()
    try:
        with Image.open(BytesIO(data), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadInput("the picture has too many pixels")
            picture = ImageOps.exif_transpose(image)
            clear = kind == "PNG" and picture.has_transparency_data
            picture = picture.convert("RGBA" if clear else "RGB")
    except BROKEN as error:
        raise BadInput("the picture cannot be read") from error
    picture.info.clear()  # a comment or a profile may hold personal data
    out = BytesIO()
    picture.save(out, kind, quality=JPEG_QUALITY)
    return out.getvalue()
