"""An admin who saves, publishes, throws away and rolls back without end, to be killed at any time. Asserts nothing.

Every edit changes a fact and an entry together, in two files: whoever reads different numbers in
them has found a mixture.
"""

import itertools
import random
import sys
from pathlib import Path

from bot.catalogue import edit
from bot.desk import Desk, _faq_files, faq, open_desk, versions
from bot.desk._faq_files import Edit, Files
from bot.errors import TanyaError
from bot.model.officer import Officer
from bot.settings import read_settings
from tests.desks import SECRET

PETUGAS_C = Officer("petugas-c", "petugas-c", "Petugas C", "admin")
TOPIC, OFFICE = "topics/nib.yaml", "office.yaml"


def desk_in(folder: Path) -> Desk:
    """The desk of an installation made by tests.desks."""
    given = {"DATABASE_URL": f"sqlite:///{folder}/tanya.db", "FAQ_DIR": str(folder / "faq_data")}
    return open_desk(read_settings(given | {"SECRET_KEY": SECRET}), process="test")


def numbered(number: int, files: Files) -> Files:
    """Both files with this number in them."""
    answer = {"answer": {"id": f"Nomor {number}. Lihat {{fact:oss_url}}."}}
    fact = {"value": {"id": f"nomor {number}", "en": f"number {number}"}}
    return {
        TOPIC: edit.set_fields(files[TOPIC], "nib-lama", answer),
        OFFICE: edit.set_fact(files[OFFICE], "nib_fee", fact),
    }


def numbers(files: Files) -> tuple[str, str]:
    """The number in each file; two empty texts while nobody has changed them."""
    answer = edit.entry_fields(files[TOPIC], "nib-lama")["answer"]["id"]
    fact = edit.fact_fields(files[OFFICE], "nib_fee")["value"]["id"]
    words = (answer.partition(".")[0].split()[-1], fact.split()[-1])
    return words if words[1].isdigit() else ("", "")


def _work(desk: Desk) -> None:
    chance = random.Random()  # noqa: S311 - no secret
    for number in itertools.count(chance.randrange(10**6)):
        digest = _faq_files.rewrite(
            desk, Edit(PETUGAS_C.id, "both"), lambda f, n=number: numbered(n, f)
        )
        faq.look(desk)
        last = faq.history(desk)[-1]["id"]
        acts = [lambda d=digest: versions.publish(desk, PETUGAS_C, d, "")] * 3
        acts += [
            lambda: versions.discard(desk, PETUGAS_C),
            lambda v=last: versions.roll_back(desk, PETUGAS_C, v, ""),
        ]
        try:
            chance.choice(acts)()
        except TanyaError as error:
            print(error, flush=True)  # noqa: T201


if __name__ == "__main__":
    opened = desk_in(Path(sys.argv[1]))
    print("ready", flush=True)  # noqa: T201
    _work(opened)
