"""The proxy example, run by nginx itself: what it keeps, how long, and what it must not keep."""

import os
import re
import shutil
import socket
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import httpx
import pytest
from sample_archive import settings_in
from waitress import create_server

from api.http.application import create_app
from archive.configuration.server import ServerBounds
from cli.main import run

EXAMPLE = Path(__file__).parents[2] / "deploy" / "proxies" / "nginx.conf"
SECONDS = 2
"""For which the server lets the proxy answer by itself, here."""

pytestmark = pytest.mark.skipif(
    shutil.which("nginx") is None, reason="nginx is not installed (apt-get install nginx-light)"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def settings(sample_copy):
    folder = sample_copy()
    return replace(settings_in(folder), bounds=ServerBounds(proxy_seconds=SECONDS))


@pytest.fixture(scope="module")
def asked():
    """The paths that have reached the server behind the proxy."""
    return []


@pytest.fixture(scope="module")
def server(settings, asked):
    app = create_app(settings)

    def counted(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return app(environ, start_response)

    serving = create_server(counted, host="127.0.0.1", port=0)
    thread = Thread(target=serving.run, daemon=True)
    thread.start()
    yield serving.effective_port
    serving.close()
    thread.join(10)


@pytest.fixture(scope="module")
def proxy(server, tmp_path_factory):
    """The address of an nginx that runs the example, with ports and folders of its own."""
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    example = EXAMPLE.read_text(encoding="utf-8")
    for said, here in (
        (r"listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        (r"\n *ssl_certificate[^\n]+", ""),
        (r"/var/cache/nginx/tingtale", f"{folder}/cache"),
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{server};"),
        (r"rate=20r/s", "rate=2000r/s"),
    ):
        example, count = re.subn(said, here, example)
        assert count, said
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""  # the folders of a test are its own
    configuration.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{example}\n}}\n",
        encoding="utf-8",
    )
    folder.chmod(0o755)
    command = ["nginx", "-c", str(configuration), "-p", str(folder)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address
        running.terminate()


def _wait_for(address):
    for _ in range(200):
        try:
            httpx.get(f"{address}/health/live")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer")


PATHS = (
    "/api/v1/search?topic=trafficking",
    "/api/v1/timeline?topic=trafficking",
    "/api/v1/speeches/nc-18131",
    "/speeches/nc-18131",
    "/topics/trafficking",
)


@pytest.mark.parametrize("path", PATHS)
def test_the_second_reader_is_answered_by_the_proxy(proxy, asked, path):
    first = httpx.get(proxy + path)
    before = len(asked)
    second = httpx.get(proxy + path)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers["X-Cache"] == "HIT"
    assert len(asked) == before
    assert second.content == first.content
    assert not {"RateLimit", "X-Request-ID", "X-Request-Cost"} & set(second.headers)


def test_static_files_are_hits_for_good(proxy):
    page = httpx.get(f"{proxy}/topics").text
    for link in re.findall(r'"(/static/[^"]+)"', page):
        httpx.get(proxy + link)
        assert httpx.get(proxy + link).headers["X-Cache"] == "HIT"
        assert "immutable" in httpx.get(proxy + link).headers["Cache-Control"]


def test_what_is_old_is_asked_for_by_its_tag_and_stays_as_long_as_the_generation(
    proxy, settings, tmp_path
):
    path = f"{proxy}/api/v1/search?q=menneskehandel"
    first = httpx.get(path)
    time.sleep(SECONDS + 1)
    while httpx.get(path).headers["X-Cache"] != "HIT":  # updated behind the first reader
        time.sleep(0.1)
    assert httpx.get(path).headers["ETag"] == first.headers["ETag"]
    assert run(["index", "build"], settings) == 0
    until = time.monotonic() + 10 * SECONDS
    while httpx.get(path).json()["generation"] == first.json()["generation"]:
        assert time.monotonic() < until, "the old generation is still served"
        time.sleep(0.2)


def test_forms_and_compressions_are_kept_apart(proxy):
    path = f"{proxy}/api/v1/search?topic=climate"
    for _ in range(2):
        assert httpx.get(path).headers["Content-Type"].startswith("application/json")
        table = httpx.get(path, headers={"Accept": "text/csv"})
        assert table.headers["Content-Type"].startswith("text/csv")
        plain = httpx.get(path, headers={"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("path", ["/api/v1/search?q=(", "/speeches/nothing"])
def test_errors_are_not_kept(proxy, path):
    for _ in range(2):
        assert httpx.get(proxy + path).headers["X-Cache"] in {"MISS", "BYPASS", "EXPIRED"}
