"""Every route of the pages and who may use it: written down once more, apart from the code."""

from flask import Flask

ALL = {"officer", "supervisor", "admin", "auditor"}
ANSWERING = {"officer", "supervisor", "admin"}
STEERING = {"supervisor", "admin"}
OPEN = ALL | {"anonymous"}

MAY = {
    "GET /": OPEN,
    "GET /privasi": OPEN,
    "GET /console/masuk": OPEN,
    "POST /console/masuk": OPEN,
    "GET /simulator": OPEN,
    "POST /simulator/send": OPEN,
    "POST /simulator/messages": OPEN,
    "POST /simulator/seen": OPEN,
    "POST /simulator/attach": OPEN,
    "GET /console/": ALL,
    "GET /console/sandi": ALL,
    "POST /console/sandi": ALL,
    "POST /console/bahasa": ALL,
    "POST /console/keluar": ALL,
    "GET /console/events": ALL,
    "GET /console/events.json": ALL,
    "GET /console/tickets/<ticket>": ALL,
    "GET /console/percakapan/<talk>": ALL,
    "POST /console/next": ANSWERING,
    "POST /console/tickets/<ticket>/claim": ANSWERING,
    "POST /console/tickets/<ticket>/release": ANSWERING,
    "POST /console/tickets/<ticket>/transfer": ANSWERING,
    "POST /console/tickets/<ticket>/snooze": ANSWERING,
    "POST /console/tickets/<ticket>/resolve": ANSWERING,
    "POST /console/tickets/<ticket>/reopen": ANSWERING,
    "POST /console/tickets/<ticket>/reply": ANSWERING,
    "POST /console/tickets/<ticket>/note": ANSWERING,
    "POST /console/tickets/<ticket>/draft": ANSWERING,
    "POST /console/tickets/<ticket>/undo": ANSWERING,
    "POST /console/tickets/<ticket>/send-again": ANSWERING,
    "POST /console/tickets/<ticket>/count": ANSWERING,
    "GET /console/sakelar": STEERING,
    "POST /console/sakelar/withdraw": STEERING,
    "POST /console/sakelar/announce": STEERING,
    "POST /console/sakelar/end": STEERING,
    "GET /console/kesehatan": ALL,
    "GET /console/cari": ALL,
    "POST /console/cari": ALL,
    "GET /console/hari-ini": STEERING | {"auditor"},
    "POST /console/hari-ini/unduh": STEERING,
    "GET /console/petugas": {"admin"},
    "POST /console/petugas/add": {"admin"},
    "POST /console/petugas/invite": {"admin"},
    "POST /console/petugas/place": {"admin"},
    "POST /console/petugas/disable": {"admin"},
    "POST /console/petugas/enable": {"admin"},
    "POST /console/petugas/role": {"admin"},
    "POST /console/petugas/sign-out": {"admin"},
    "GET /console/undangan/<token>": OPEN,
    "POST /console/undangan/<token>": OPEN,
    "GET /console/kode": ALL,
    "POST /console/kode": ALL,
    "POST /console/sesi": ALL,
    "GET /console/jawaban": STEERING,
    "POST /console/jawaban/add": STEERING,
    "POST /console/jawaban/remove": STEERING,
    "POST /console/hadir": ANSWERING,
    "POST /console/tickets/<ticket>/gaze": ANSWERING,
    "POST /console/tickets/<ticket>/team": ANSWERING,
    "POST /console/tickets/<ticket>/suggest": ANSWERING,
    "POST /console/tickets/<ticket>/judge": ANSWERING,
    "POST /console/tickets/<ticket>/propose": ANSWERING,
    "POST /console/tickets/<ticket>/file": ANSWERING,
    "POST /console/tickets/<ticket>/delete-file": ANSWERING,
    "GET /console/files/<file>": ALL,
    "POST /console/beberapa/assign": ANSWERING,
    "POST /console/beberapa/snooze": ANSWERING,
    "POST /console/beberapa/preview": ANSWERING,
    "POST /console/beberapa/reply": ANSWERING,
    "GET /console/audit": STEERING | {"auditor"},
}
DOOR = ("/webhooks/", "/healthz", "/readyz", "/metrics", "/files/", "/console/static/")
STUDIO = ("/console/faq", "/console/studio")  # has a table of its own


def routes(app: Flask) -> list[str]:
    """ "METHOD rule" of every route but those of the front door and of the studio."""
    found = [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith(DOOR + STUDIO)
    ]
    return sorted(found)


def address(route: str, ticket: str) -> tuple[str, str]:
    """(method, path) of a route, with a real ticket in it."""
    method, rule = route.split(" ")
    return method, rule.replace("<ticket>", ticket).replace("<token>", "x").replace(
        "<file>", "x"
    ).replace("<talk>", "x")
