"""Which option of our open question a message picks: by tap, by number, by its words."""

import re

from bot.dialogue.reading import has, last_words, live, plain, sure
from bot.model.turn import Option, Pending, Turn

NUMBERS = {
    **dict.fromkeys(("nol", "zero"), "0"),
    **dict.fromkeys(("satu", "pertama", "one", "first"), "1"),
    **dict.fromkeys(("dua", "kedua", "two", "second"), "2"),
    **dict.fromkeys(("tiga", "ketiga", "three", "third"), "3"),
    **dict.fromkeys(("empat", "keempat", "four", "fourth"), "4"),
    **dict.fromkeys(("lima", "kelima", "five", "fifth"), "5"),
    **dict.fromkeys(("enam", "keenam", "six", "sixth"), "6"),
}
FILLERS = frozenset(
    (
        *(
            "nomor",
            "nomer",
            "no",
            "yang",
            "yg",
            "pilih",
            "pilihan",
            "opsi",
            "nilai",
            "skor",
            "bintang",
        ),
        *("saya", "mau", "min", "ya"),
    )
)
SCORED = re.compile(r"\s*([1-4])\W+(\w.*)", re.DOTALL)  # "4, cepat sekali"
LONGEST_TITLE = 24  # characters of what can be tapped
RATED = re.compile(r"rate:[1-4]:.+")  # a tap on a rating names its own ticket
OFFERS = frozenset(("person", "offer"))  # of an officer: asked, or but mentioned
AGREEING = frozenset(("ya", "iya", "mau", "boleh", "yes"))  # what "oke" and "siap" do not say
MOST_WORDS = 4  # a longer text is a question of its own


def chosen(turn: Turn) -> Option | None:
    """Give the option that the last message picks: of our open question, or a rating by tap."""
    pending, tapped = live(turn), turn.parts[-1].payload
    if RATED.fullmatch(tapped):
        return Option("", tapped, "")
    if not pending:
        return None
    if tapped:
        return next((o for o in pending.options if tapped in {o.key, o.does}), None)
    return _numbered(turn, pending) or _titled(turn, pending) or _worded(turn, pending)


def scored(turn: Turn) -> re.Match[str] | None:
    """Read a rating with its comment: group 1 is the score, group 2 the sentence."""
    text = turn.parts[-1].text
    return None if sure(turn) and "?" in text else SCORED.match(text)


def number(turn: Turn) -> str:
    """Give the one number that the last message is, or else its one word: "nomor dua ya" is "2"."""
    left = [word for word in last_words(turn).split() if word not in FILLERS]
    return NUMBERS.get(left[0], left[0]) if len(left) == 1 else ""


def _numbered(turn: Turn, pending: Pending) -> Option | None:
    key = number(turn)
    if pending.kind == "rating" and (with_comment := scored(turn)):
        key = with_comment[1]
    return next((o for o in pending.options if o.key == key), None)


def _titled(turn: Turn, pending: Pending) -> Option | None:
    """A tap of which only its title is told, perhaps cut short: "2 Syarat NIB usaha pe"."""
    key, _, title = turn.parts[-1].text.strip().casefold().partition(" ")
    picked, told = next((o for o in pending.options if o.key == key), None), plain(title)
    if not picked or not told:
        return None
    cut_short = plain(picked.label).startswith(told)
    return picked if cut_short or _worded_longer(turn, pending, picked, told) else None


def _worded_longer(turn: Turn, pending: Pending, picked: Option, told: str) -> bool:
    """Whether a sentence may word an option so; an entry's line is its label and no more."""
    if picked.does.startswith("entry:") or (pending.kind in OFFERS and sure(turn)):
        return False
    tappable = len(turn.parts[-1].text.strip()) <= LONGEST_TITLE
    return tappable and told.startswith(plain(picked.label))


def _worded(turn: Turn, pending: Pending) -> Option | None:
    words = last_words(turn)
    exact = next((o for o in pending.options if plain(o.label) == words), None)
    if exact or pending.kind == "rating":
        return exact or _rated(words, pending)
    if pending.kind in OFFERS:
        return _yes_or_no(turn, pending)
    return None if pending.kind == "menu" and sure(turn) else _likened(words, pending)


def _rated(words: str, pending: Pending) -> Option | None:
    """Find the score that a short message begins with: "sangat baik terima kasih"."""
    if len(words.split()) > MOST_WORDS:
        return None
    return next((o for o in pending.options if f"{words} ".startswith(f"{o.label} ")), None)


def _likened(words: str, pending: Pending) -> Option | None:
    """Find the one option that has all the words; "biaya" picks "Biaya membuat NIB"."""
    asked = set(words.split()) - FILLERS
    if not 0 < len(asked) <= MOST_WORDS:
        return None
    near = [o for o in pending.options if asked <= set(plain(o.label).split())]
    return near[0] if len(near) == 1 else None


def _yes_or_no(turn: Turn, pending: Pending) -> Option | None:
    if sure(turn):
        return None
    if has(turn, "yes") and (pending.kind == "person" or AGREEING & set(last_words(turn).split())):
        return pending.options[0]
    return pending.options[1] if has(turn, "no") else None
