"""What tests of the studio's pages share: the files and the version in force, a form as a browser sends it."""

import re
from html import unescape
from pathlib import Path

from bot.store import catalogues

ENTRY = "/console/studio/entri/nib-biaya"


def topic(desk):
    return (Path(desk.settings.faq_dir) / "topics/nib.yaml").read_text(encoding="utf-8")


def published(desk):
    return desk.store.read(catalogues.published)


def form(page):
    """What the entry's form would send: hidden fields, inputs, texts, chosen options."""
    found = re.search(r'<form class="editor".*?</form>', page, re.DOTALL)[0]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", found):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (' type="radio"' not in tag or " checked" in tag):
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(
        r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', found, re.DOTALL
    ):
        fields[name] = unescape(text).removeprefix("\n")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', found, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    fields.pop("csrf", None)
    return fields
