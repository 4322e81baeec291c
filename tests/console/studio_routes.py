"""Every route of the studio and who may use it: written down once more, apart from the code."""

from tests.console.routes import ALL, STEERING

ADMINS = {"admin"}
MAY = {
    "GET /console/faq": ALL,
    "GET /console/faq/laporan": ALL,
    "GET /console/faq/beda/<before>/<after>": ALL,
    "POST /console/faq/publish": ADMINS,
    "POST /console/faq/buang": ADMINS,
    "POST /console/faq/kembali": ADMINS,
    "GET /console/studio": ALL,
    "GET /console/studio/baru": ALL,
    "POST /console/studio/baru": STEERING,
    "GET /console/studio/entri/<name>": ALL,
    "GET /console/studio/entri/<name>/angka": ALL,
    "POST /console/studio/rumpun": ADMINS,
    "POST /console/studio/entri/<name>": STEERING,
    "POST /console/studio/entri/<name>/hapus": ADMINS,
    "POST /console/studio/pratinjau": ALL,
    "GET /console/studio/coba": ALL,
    "POST /console/studio/coba": ALL,
    "GET /console/studio/belajar": STEERING,
    "POST /console/studio/belajar/kalimat": STEERING,
    "POST /console/studio/belajar/tambah": STEERING,
    "POST /console/studio/belajar/entri": STEERING,
    "POST /console/studio/belajar/sisihkan": STEERING,
    "GET /console/studio/usulan": STEERING,
    "GET /console/studio/usulan/<proposal>": STEERING,
    "POST /console/studio/usulan/<proposal>/tolak": STEERING,
    "GET /console/studio/fakta": ALL,
    "GET /console/studio/fakta/<key>": ALL,
    "POST /console/studio/fakta/<key>/pratinjau": ALL,
    "POST /console/studio/fakta/<key>": STEERING,
    "POST /console/studio/fakta/tanda-tangan": ADMINS,
    "POST /console/studio/fakta/baru": ADMINS,
    "GET /console/studio/kalimat": ALL,
    "GET /console/studio/kalimat/<sentence>": ALL,
    "POST /console/studio/kalimat/<sentence>": STEERING,
    "GET /console/studio/berkas": ADMINS,
    "POST /console/studio/berkas/lihat": ADMINS,
    "POST /console/studio/berkas/masuk": ADMINS,
    "GET /console/studio/berkas/<kind>": ADMINS,
}
EXAMPLES = {
    "<name>": "nib-biaya",
    "<key>": "nib_fee",
    "<sentence>": "hello_again",
    "<kind>": "zip",
    "<proposal>": "tidak-ada",
    "<before>/<after>": "files/files",
}


def address(route: str) -> tuple[str, str]:
    """(method, path) of a route, with things in it that exist."""
    method, rule = route.split(" ")
    for mark, example in EXAMPLES.items():
        rule = rule.replace(mark, example)
    return method, rule
