"""A corpus of files that citizens, and others, may send."""

import struct
from io import BytesIO

from PIL import Image, PngImagePlugin

PLACE = "0.1335N 117.5E"


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (8, 4), **options) -> bytes:
    """A picture of that kind, saved with these options."""
    out = BytesIO()
    Image.new(mode, size, 1 if mode in {"1", "P", "L"} else "red").save(out, kind, **options)
    return out.getvalue()


def photo() -> bytes:
    """A jpeg, turned on its side, with a place and a comment in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = PLACE
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif, comment=PLACE.encode())


def screenshot() -> bytes:
    """A png with a text inside."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Place", PLACE)
    return picture("PNG", pnginfo=info)


def ogg(codec: bytes) -> bytes:
    """The first page of an ogg file."""
    return b"OggS" + struct.pack("<BBQIII", 0, 2, 0, 1, 0, 0) + b"\x01\x13" + codec + b"\0" * 9


KEPT = {
    "photo": (photo(), "image/jpeg"),
    "grey photo": (picture("JPEG", "L"), "image/jpeg"),
    "print colours": (picture("JPEG", "CMYK"), "image/jpeg"),
    "photo with a page behind it": (photo() + b"<script>1</script>", "image/jpeg"),
    "screenshot": (screenshot(), "image/png"),
    "see-through": (picture("PNG", "RGBA"), "image/png"),
    "palette": (picture("PNG", "P", transparency=0), "image/png"),
    "black and white": (picture("PNG", "1"), "image/png"),
    "letter": (b"%PDF-1.7\n%%EOF", "application/pdf"),
    "voice note": (ogg(b"OpusHead"), "audio/ogg"),
    "older voice note": (ogg(b"\x01vorbis"), "audio/ogg"),
}
REFUSED = {
    "empty": b"",
    "page": b"<html><script>1</script></html>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    "drawing as xml": b'<?xml version="1.0"?><svg/>',
    "contact": b"BEGIN:VCARD\nFN:A\nEND:VCARD",
    "office file": b"PK\x03\x04" + b"\0" * 60,
    "program": b"MZ" + b"\0" * 60,
    "server settings": b"\xe2\x80\x8bAddType text/html .jpg",
    "animation": picture("GIF", "P"),
    "sticker": picture("WEBP"),
    "music": b"ID3\x04" + b"\0" * 60,
    "film in ogg": ogg(b"\x80theora"),
    "page before a letter": b"<html>%PDF-1.7",
    "half a photo": photo()[:200],
    "only a photo's name": b"\xff\xd8\xff" + b"x" * 99,
    "only a screenshot's name": b"\x89PNG\r\n\x1a\n" + b"x" * 99,
    "pixel bomb": picture("PNG", "1", (5001, 5000)),
    "too large": b"%PDF-" + b"\0" * (16 * 1024 * 1024),
}
