"""Every page that axe looks at, and why the other addresses are left out. Asserts nothing."""

PUBLIC = {
    "signin": "/console/masuk",
    "privacy": "/privasi",
    "simulator": "/simulator",
    "fault": "/nothing",
    "invitation": "/console/undangan/x",
}
PRIVATE = {
    "queue": "/console/",
    "queue-empty": "/console/?view=mine",
    "password": "/console/sandi",
    "switches": "/console/sakelar",
    "audit": "/console/audit",
    "search": "/console/cari",
    "today": "/console/hari-ini",
    "people": "/console/petugas",
    "codes": "/console/kode",
    "canned": "/console/jawaban",
    "health": "/console/kesehatan",
    "fault-inside": "/console/tickets/nothing",
}
STUDIO = {
    "studio-list": "/console/studio",
    "studio-list-filtered": "/console/studio?status=unsigned&family=nib",
    "studio-list-empty": "/console/studio?q=xyzzy",
    "studio-entry": "/console/studio/entri/nib-biaya",
    "studio-new": "/console/studio/baru",
    "studio-figures": "/console/studio/entri/nib-biaya/angka",
    "studio-try": "/console/studio/coba",
    "studio-learn": "/console/studio/belajar",
    "studio-proposals": "/console/studio/usulan",
    "studio-facts": "/console/studio/fakta?status=all",
    "studio-fact": "/console/studio/fakta/nib_fee",
    "studio-sentences": "/console/studio/kalimat",
    "studio-sentence": "/console/studio/kalimat/menu",
    "studio-files": "/console/studio/berkas",
    "studio-versions": "/console/faq",
    "studio-difference": "/console/faq/beda/files/files",
}
ELSEWHERE = {  # looked at in a test of its own, which first makes what the page shows
    "/console/tickets/<ticket>": "test_looks: waiting, mine, taken back",
    "/console/percakapan/<talk>": "test_looks: a search that leads to it",
    "/console/studio/usulan/<proposal>": "the entry form of studio-entry, filled in",
}
NO_PAGE = {
    "/": "leads on",
    "/console/events": "a stream",
    "/console/events.json": "data",
    "/console/files/<file>": "a file",
    "/console/studio/berkas/<kind>": "a file",
    "/console/faq/laporan": "a part that a script puts into studio-versions",
}
