"""Follow-ups made of our own phrases, to learn reading in context from; alone: what bare ones lead to, python -m bench.followups."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench import catalogue
from intents import Matcher, Phrase
from intents.context import Context

# Questions that say only what is asked, not of what; with the entry that holds the answer for a
# family, where the family has one. Elsewhere the entry answered before answers them too.
_ASKED = {
    "biaya": (
        "bayar ga", "bayar nggak?", "biayanya brp", "gratis kah", "kena biaya berapa ya",
        "ada pungutannya ga", "ongkosnya berapa pak", "mahal ga", "dipungut bayaran tidak",
    ),
    "lama": (
        "brp lama", "berapa hari jadi", "prosesnya lama ga", "kapan selesainya", "brp hari kelar",
        "cepat nggak jadinya", "kira kira berapa minggu", "lama gak tuh",
    ),
    "syarat": (
        "syaratnya apa", "apa aja yang disiapkan", "berkasnya apa", "dokumennya apa saja ya",
        "bawa apa aja", "butuh apa saja",
    ),
    "cara": (
        "caranya gimana", "trus gimana ngurusnya", "langkahnya?", "daftarnya lewat mana",
        "mulai dari mana", "urusnya di mana", "lewat online bisa?",
    ),
}  # fmt: skip
_ANSWERED_BY = {
    ("biaya", "nib"): "nib-biaya",
    ("biaya", "pbg"): "pbg-retribusi",
    ("biaya", "reklame"): "reklame-pajak",
    ("lama", "nib"): "nib-lama",
    ("cara", "oss"): "oss-daftar",
    ("cara", "portal"): "portal-daftar",
}
_UNCLEAR = {("syarat", "nib"), ("cara", "nib")}
_FRAMES = (
    "{}?", "kalau {}?", "klo {} gimana", "{}nya gimana", "trus {}", "{} juga?", "nah {} nya?",
    "perlu {} kah", "ada {} ga", "{} apa bisa", "kalau yang {}?", "mau {} caranya?",
)  # fmt: skip
_THINGS = (
    "slf", "izin-acara", "bongkar-trotoar", "izin-sekolah", "sip-dokter", "sip-perawat-bidan",
    "sip-apoteker", "sip-perpanjang", "klinik-alkes", "izin-penelitian", "izin-trayek",
    "hiburan-hotel", "kkpr", "dokumen-lingkungan", "pb-umku", "sertifikat-standar",
    "izin-risiko-tinggi", "sku", "sbu-konstruksi", "usaha-pasar", "tower-lahan-orang", "pbg",
    "kbli-tambah", "lkpm-jadwal", "data-ahu", "imb-lama", "reklame", "reklame-pajak",
    "nib-syarat-perorangan", "nib-syarat-badan", "nib-apa-itu", "nib-cetak", "nib-masa-berlaku",
    "nib-biaya", "nib-lama", "nib-rumahan-online", "nib-pencabutan", "nib-pindah-alamat",
    "portal-daftar", "portal-jenis-izin", "oss-lewat-hp",
)  # fmt: skip
MASS = {"near": 0.5, "change": 1.0, "same": 0.5, "outside": 2.0, "asked": 2.0, "short": 4.0}


@dataclass(frozen=True)
class FollowUp:
    """A message after an entry was answered, and what it means."""

    text: str
    before: str
    entry: str
    kind: str


class Maker:
    """Makes follow-ups for the entries that a context knows."""

    def __init__(self, context: Context, phrases: Sequence[Phrase], seed: int) -> None:
        self.context = context
        self.phrases = phrases
        self.chance = np.random.default_rng(seed)
        self.topics = list(context.entries[: context.topics])

    def all(self) -> list[FollowUp]:
        return [*self._phrases(), *self._asked(), *self._short()]

    def _pick(self, items: Sequence[str]) -> str:
        return items[int(self.chance.integers(len(items)))]

    def _neighbour(self, entry: str) -> str:
        kind = entry.split("-", maxsplit=1)[0]
        family = [t for t in self.topics if t != entry and t.split("-")[0] == kind]
        if family and self.chance.random() < 0.6:
            return self._pick(family)
        return self._pick(self.context.nearest(entry)[:6])

    def _phrases(self) -> Iterator[FollowUp]:
        """Whole phrases: short ones after a neighbour, any after something else."""
        for phrase in self.phrases:
            entry, draw, length = phrase.entry, self.chance.random(), len(phrase.text.split())
            if phrase.outside:
                if not entry.startswith("chatter") or draw < 0.6:
                    yield FollowUp(phrase.text, self._pick(self.topics), entry, "outside")
                continue
            if length <= 9:
                yield FollowUp(phrase.text, self._neighbour(entry), entry, "near")
            if draw < 0.35:
                yield FollowUp(phrase.text, self._pick(self.topics), entry, "change")
            elif draw > 0.9:
                yield FollowUp(phrase.text, entry, entry, "same")

    def _asked(self) -> Iterator[FollowUp]:
        for before in _THINGS:
            for asked, texts in _ASKED.items():
                key = (asked, before.split("-")[0])
                if key not in _UNCLEAR:
                    entry = _ANSWERED_BY.get(key, before)
                    for at in self.chance.permutation(len(texts))[:3]:
                        yield FollowUp(texts[at], before, entry, "asked")

    def _short(self) -> Iterator[FollowUp]:
        """A word or two that an entry is about and the one before is not."""
        for entry in self.context.entries:
            if entry.startswith("chatter"):
                continue
            outside = entry not in self.topics
            for _ in range(3 if outside else 6):
                before = self._pick(self.topics) if outside else self._neighbour(entry)
                place = self.context.place(before)
                old = {
                    *self.context.about(place, kin=True),
                    *self.context.about(place, kin=False),
                }
                about = self.context.about(self.context.place(entry), kin=False)
                new = [root for root in about if root not in old][:4]
                if new:
                    count = min(len(new), 1 + int(self.chance.random() < 0.4))
                    said = " ".join(new[at] for at in self.chance.permutation(len(new))[:count])
                    yield FollowUp(self._pick(_FRAMES).format(said), before, entry, "short")


NOTHING = ("oh gitu", "hmm", "ok")  # what asks nothing after an answer


def told_after(model: Matcher, entries: Sequence[str], text: str) -> Counter[str]:
    """Count what a message leads to after each of the entries.

    `kin`: an entry whose name begins alike; `other`: one of quite another thing, which must not be.
    """
    found: Counter[str] = Counter()
    for before in entries:
        match = model.match(text, previous=before)
        what: str = match.verdict
        if what == "answer":
            entry = match.candidates[0].entry
            alike = entry.split("-")[0] == before.split("-")[0]
            what = "same" if entry == before else "kin" if alike else "other"
        found[what] += 1
    return found


def main() -> None:
    """Ask what leans on the answer before after every entry of our catalogue."""
    phrases = [*(phrase for phrase, _ in catalogue.topics()), *catalogue.elsewhere()]
    model = Matcher.fit(phrases, lexicon=catalogue.lexicon())
    entries = sorted({phrase.entry for phrase in phrases if not phrase.outside})
    kinds = ("same", "kin", "other", "clarify", "escalate", "refuse")
    print(f"{'after each of ' + str(len(entries)):28}", *(f"{kind:>9}" for kind in kinds))
    for text in (*(text for texts in _ASKED.values() for text in texts), *NOTHING):
        found = told_after(model, entries, text)
        print(f"{text:28}", *(f"{found[kind]:9}" for kind in kinds))


if __name__ == "__main__":
    main()
