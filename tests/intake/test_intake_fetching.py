"""Where connections may go, and that they go to what was looked at."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web_server import Web, answer, says, web

pytest.importorskip("httpx", reason="the extra fetch is not installed")

from workbench.domain.subscription import Standing
from workbench.intake.fetching.answer import UnansweredError
from workbench.intake.fetching.doorway import is_public
from workbench.intake.fetching.fetcher import Fetcher, Manners


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
        "2001:0:a00:1::", "2001:db8::1", "192.0.2.1",
    ],
)  # fmt: skip
def test_what_is_of_this_machine_or_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "::ffff:8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_what_is_anybodys_is_public(address: str) -> None:
    assert is_public(address)


def manners(*allowed: str, pause: float = 0) -> Manners:
    return Manners("1", 100_000, 5, pause, frozenset(allowed))


@pytest.fixture
def server() -> Iterator[Web]:
    with web() as running:
        yield running


def names(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """Make the system say these addresses of any name, one answer after the other, the last for
    ever; the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolved(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if not host.endswith(".example"):
            return real(host, port, *rest, **more)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return asked


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_looked_at(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers otherwise the second time leads nowhere else."""
    asked = names(monkeypatch, ("127.0.0.1",), ("127.0.0.2",))
    server.pages["/feed"] = says("isi")
    with Fetcher(manners("kabar.example")) as fetcher:
        got = fetcher.ask(server.address("/feed", "kabar.example"), accept="*/*")
    assert got.body == b"isi"
    assert asked == ["kabar.example"]
    assert server.requests[0].said["host"] == f"kabar.example:{server.port}"


def test_a_name_that_is_private_throughout_is_not_asked(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ("10.0.0.1", "127.0.0.1"))
    with Fetcher(manners()) as fetcher, pytest.raises(UnansweredError) as refused:
        fetcher.ask(server.address("/feed", "kabar.example"), accept="*/*")
    assert refused.value.standing is Standing.REFUSED
    assert server.requests == []


def test_where_one_address_does_not_answer_the_next_one_is_tried(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ("127.0.0.3", "127.0.0.1"))
    server.pages["/feed"] = says("isi")
    with Fetcher(manners("kabar.example")) as fetcher:
        assert fetcher.ask(server.address("/feed", "kabar.example"), accept="*/*").body == b"isi"


def test_the_pause_that_a_host_asks_for_is_kept_in_any_writing_of_its_name(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("protego", reason="the extra fetch is not installed")
    from workbench.intake.fetching.robots import Robots

    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    names(monkeypatch, ("127.0.0.1",))
    server.pages["/robots.txt"] = says("User-agent: *\nCrawl-delay: 50\n")
    server.pages["/a"] = says("isi")
    address = server.address("/a", "xn--bcher-kva.example")
    with Fetcher(manners("xn--bcher-kva.example")) as fetcher:
        Robots(fetcher).require(address)
        fetcher.ask(address, accept="*/*")
    assert [round(seconds, -1) for seconds in slept] == [50]


def test_cookies_of_one_answer_are_not_told_to_the_next(server: Web) -> None:
    server.pages["/feed"] = lambda _: answer("isi", set_cookie="siapa=ana")
    with Fetcher(manners("127.0.0.1")) as fetcher:
        for _ in range(2):
            fetcher.ask(server.address("/feed"), accept="*/*")
    assert all("cookie" not in request.said for request in server.requests)
    assert server.requests[0].said["user-agent"].startswith("workbench/1 ")


# TLS -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a host called kabar.example, and of nobody else."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2",
         "-subj", "/CN=kabar.example", "-addext", "subjectAltName=DNS:kabar.example",
         "-addext", "keyUsage=critical,digitalSignature,keyCertSign"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize("host", ["kabar.example", "lain.example"])
def test_a_server_proves_the_name_that_was_asked_for_not_its_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    names(monkeypatch, ("127.0.0.1",))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with web(context) as server, Fetcher(manners(host)) as fetcher:
        server.pages["/feed"] = says("isi")
        address = server.address("/feed", host).replace("http:", "https:")
        if host == "kabar.example":
            assert fetcher.ask(address, accept="*/*").body == b"isi"
        else:
            with pytest.raises(UnansweredError, match="cannot be reached"):
                fetcher.ask(address, accept="*/*")
            assert server.requests == []
