"""Which FAQ entry does this sentence mean? Text in, ranked candidates with calibrated confidence out."""

from intents.encoder import load_encoder
from intents.matcher import Matcher
from intents.nouns import Candidate, Explanation, Match, Phrase
from intents.reader import normalise

__all__ = ["Candidate", "Explanation", "Match", "Matcher", "Phrase", "load_encoder", "normalise"]
