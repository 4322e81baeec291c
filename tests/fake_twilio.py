"""Twilio pretended over real HTTP: REST API, signed webhooks, and every way to fail. For tests only.

`python -m tests.fake_twilio --port N` runs it alone; /__fake__/ is its control desk:
POST mode {name: value of Mode} | hide {"sids": []} | refuse {To: code} | file {path, data, type} |
inbound {"url", "params"}; GET sent | requests | mode.
"""

import argparse
import base64
import dataclasses
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fake_account import Account, Refused, public
from tests.fake_mode import Mode
from tests.fake_webhooks import deliver

ACCOUNT, TOKEN = "AC6f2b9d0c4e8a17355b1de90f3a7c8d24", "token-of-the-fake"
SENDERS = ("whatsapp:+6281100000001", "+6281100000002")


class FakeTwilio:
    """A server on its own thread; `with FakeTwilio() as fake:`; see `account` and `mode`."""

    def __init__(self, port: int = 0, token: str = TOKEN, seed: int = 1) -> None:
        self.account = Account(ACCOUNT, token, SENDERS, seed)
        self.mode = Mode()
        self.proxied: dict[str, str] = {}  # public base -> the address behind the proxy
        self.requests: list[dict[str, Any]] = []
        handler = type("Handler", (_Handler,), {"fake": self})
        self.server = _Server(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def inbound(self, url: str, params: dict[str, str]) -> int:
        """Send a citizen's message; our answer's status, 0 if there was none. `#rc=..&rp=..` holds."""
        full = self.account.incoming(params.items())
        status = deliver(self.account.token, url, full, self._inside(url))
        if status // 100 == 2:
            self.account.find(full["MessageSid"])["acknowledged"] = True
        return status

    def call_back(self, record: dict[str, Any]) -> None:
        """Tell what became of a message, as `mode.callbacks` says."""
        url = record["form"].get("StatusCallback")
        for state, wait_s, *code in self.mode.callbacks if url else ():
            time.sleep(wait_s)
            self.account.moved(record["sid"], state)
            told = {
                "MessageSid": record["sid"],
                "SmsSid": record["sid"],
                "MessageStatus": state,
                "SmsStatus": state,
                "AccountSid": self.account.sid,
                "From": record["from"],
                "To": record["to"],
            }
            told |= {"ErrorCode": str(code[0])} if code else {}
            deliver(self.account.token, url, told, self._inside(url))

    def _inside(self, url: str) -> str:
        for outside, inside in self.proxied.items():
            if url.startswith(outside):
                return inside + url.removeprefix(outside).partition("#")[0]
        return ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Say nothing of a caller that was killed."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeTwilio
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        if len(body.encode()) < length:  # the caller was killed while it spoke: no request
            self._drop()
            return
        parts = urlsplit(self.path)
        if parts.path.startswith("/__fake__/"):
            self._answer(200, self._control(parts.path.rpartition("/")[2], body))
        elif self.fake.mode.down:
            self._drop()
        else:
            self._rest(parts.path, dict(parse_qsl(parts.query)), body)

    def _control(self, word: str, body: str) -> Any:
        fake, told = self.fake, json.loads(body or "null")
        if word == "mode" and told:
            fake.mode = dataclasses.replace(fake.mode, **told)
            fake.account.hide_acknowledged = fake.mode.hide_acknowledged
        elif word == "hide":
            fake.account.hidden.update(told["sids"])
        elif word == "refuse":
            fake.account.refuse.update(told)
        elif word == "file":
            data = base64.b64decode(told["data"])
            fake.account.files[told["path"]] = (data, told["type"])
        elif word == "inbound":
            return {"status": fake.inbound(told["url"], told["params"])}
        shown = {"sent": fake.account.sent, "requests": lambda: fake.requests}
        return shown.get(word, lambda: dataclasses.asdict(fake.mode))()

    def _rest(self, path: str, query: dict[str, str], body: str) -> None:
        seen = {"method": self.command, "path": self.path, "body": body, "at": time.time()}
        seen["scheme"] = self.headers.get("Authorization", "").partition(" ")[0]
        self.fake.requests.append(seen | {"content_type": self.headers.get("Content-Type")})
        try:
            self._route(path, query, body)
        except Refused as refused:
            self._answer(refused.status, refused.body)

    def _route(self, path: str, query: dict[str, str], body: str) -> None:
        account = self.fake.account
        wanted = base64.b64encode(f"{account.sid}:{account.token}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            raise Refused(401, 20003)
        rest = path.removeprefix(f"/2010-04-01/Accounts/{account.sid}")
        if rest == "/Messages.json" and self.command == "POST":
            self._create(dict(parse_qsl(body, keep_blank_values=True)))
        elif rest == "/Messages.json":
            self._answer(200, self._page(path, query))
        elif rest == ".json":
            self._answer(200, {"sid": account.sid, "status": "active", "friendly_name": "Fake"})
        elif path.removesuffix(".json") in account.files:
            self._file(path.removesuffix(".json"))
        elif rest.startswith("/Messages/"):
            self._one(rest.removeprefix("/Messages/").removesuffix(".json"))
        else:
            raise Refused(404, 20404)

    def _create(self, form: dict[str, str]) -> None:
        fake, mode = self.fake, self.fake.mode
        happens = {name for name, share in mode.chances.items() if self._luck(share)}
        time.sleep(mode.latency_s)
        if "reset" in happens:
            return self._drop()
        if "error_429" in happens:
            return self._answer(429, Refused(429, 20429).body, {"Retry-After": mode.retry_after})
        if "error_500" in happens:
            raise Refused(500, 20500)
        record = fake.account.accept(form)
        tell = threading.Thread(target=fake.call_back, args=(record,), daemon=True)
        tell.start()
        if mode.early:
            tell.join()
        if "accept_hang" in happens:
            time.sleep(mode.hang_s)
        if happens & {"accept_hang", "accept_reset"}:
            return self._drop()
        if "accept_503" in happens:
            return self._answer(503, b"<html>upstream</html>")
        return self._answer(201, public(record))

    def _luck(self, probability: float) -> bool:
        return self.fake.account.chance.random() < probability

    def _page(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        size, page = int(query.get("PageSize", 50)), int(query.get("Page", 0))
        found = self.fake.account.matching(query)
        more = {**query, "Page": str(page + 1), "PageSize": str(size)}
        following = f"{path}?{urlencode(more)}" if len(found) > (page + 1) * size else None
        return {
            "messages": [public(m) for m in found[page * size : (page + 1) * size]],
            "page": page,
            "page_size": size,
            "next_page_uri": following,
        }

    def _file(self, path: str) -> None:
        if self.command == "DELETE":
            del self.fake.account.files[path]
            return self._answer(204, b"")
        data, kind = self.fake.account.files[path]
        if "://" in kind:
            return self._answer(307, b"", {"Location": kind})
        return self._answer(200, data, {"Content-Type": kind})

    def _one(self, sid: str) -> None:
        if self.command == "DELETE":
            self.fake.account.delete(sid)
            return self._answer(204, b"")
        return self._answer(200, public(self.fake.account.find(sid)))

    def _answer(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        kind = "text/html" if isinstance(body, bytes) else "application/json"
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drop(self) -> None:
        """Reset the connection: no answer, not even an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("port", 8099), ("token", TOKEN), ("seed", 1)):
        asked.add_argument(f"--{name}", type=type(default), default=default)
    FakeTwilio(**vars(asked.parse_args())).server.serve_forever()
