"""Which FAQ entry does this sentence mean? Text in, ranked candidates with calibrated confidence out."""

from intents.encoder import load_encoder
from intents.english import is_english
from intents.matcher import Matcher
from intents.nouns import Candidate, Explanation, Match, Phrase, Point
from intents.reader import normalise

__all__ = [
    "Candidate",
    "Explanation",
    "Match",
    "Matcher",
    "Phrase",
    "Point",
    "is_english",
    "load_encoder",
    "normalise",
]
