"""Small servers that say what a test wants, with or without TLS."""

import socket
import ssl
import threading
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@contextmanager
def answering(*answers: bytes, context: ssl.SSLContext | None = None, pause_s: float = 0.0):
    """A server that says these bytes, one connection each; (port, the requests it read)."""
    heard: list[bytes] = []
    done = threading.Event()

    def serve(server: socket.socket) -> None:
        for answer in answers:
            with ExitStack() as stack:
                plug = stack.enter_context(server.accept()[0])
                if context:
                    plug = stack.enter_context(context.wrap_socket(plug, server_side=True))
                heard.append(plug.recv(9999))
                plug.sendall(answer)
                done.wait(pause_s)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        done.set()
        thread.join(5)


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    """Serve one TLS client that may hang up."""
    with suppress(OSError), context.wrap_socket(server.accept()[0], server_side=True) as plug:
        plug.recv(1)


def contexts(folder, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side of a certificate made for this host."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start.replace(year=2090))
    named = x509.SubjectAlternativeName([x509.DNSName(host)])
    certificate = made.add_extension(named, critical=False).sign(key, hashes.SHA256())
    path = folder / "both.pem"
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + certificate.public_bytes(encoding))
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(path)
    return server_side, ssl.create_default_context(cafile=path)


def resolving(monkeypatch, *addresses: str) -> list[str]:
    """Let every name mean these addresses; the names that were asked for."""
    asked: list[str] = []

    def look_up(host, port, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked
