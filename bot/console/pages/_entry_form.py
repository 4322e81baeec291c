"""An entry as a form and back: what the browser sends becomes fields. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.desk.studio import LANGUAGES, REGISTERS, TOLD, FieldValue

PLAIN = ("scope", "route", "source", "as_of", "review_by", "owner")
SEPARATORS = re.compile(r"[\s,]+")


def fields_of(form: Mapping[str, str]) -> dict[str, FieldValue]:
    """The fields that a form holds; a field that it does not send at all is left out."""
    fields: dict[str, FieldValue] = {
        name: form[name].strip() for name in ("id", *PLAIN) if name in form
    }
    for name in TOLD:
        if f"{name}.id" in form:
            fields[name] = _words(form, name)
    if any(f"phrases.{register}" in form for register in REGISTERS):
        fields["phrases"] = _phrases(form)
    if "related" in form:
        fields["related"] = [one for one in SEPARATORS.split(form["related"]) if one]
    return fields


def lines(text: str) -> list[str]:
    """One wording a line, each once, blanks made single."""
    return [
        one for one in dict.fromkeys(" ".join(line.split()) for line in text.splitlines()) if one
    ]


def _words(form: Mapping[str, str], name: str) -> dict[str, str]:
    told = {language: form.get(f"{name}.{language}", "") for language in LANGUAGES}
    clean = {language: "\n".join(text.strip().splitlines()) for language, text in told.items()}
    return {language: text for language, text in clean.items() if text}


def _phrases(form: Mapping[str, str]) -> dict[str, list[str]]:
    told = {register: lines(form.get(f"phrases.{register}", "")) for register in REGISTERS}
    return {register: texts for register, texts in told.items() if texts}
