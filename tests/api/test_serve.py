"""`tingtale serve`: the real server in a process of its own, over HTTP on loopback."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import replace

import pytest
from api_client import filled
from click.testing import CliRunner

from api.http.application import create_app
from api.serving import AddressUnavailable, Server
from api.wsgi import application
from archive.database import connect
from archive.errors import DatabaseVersionError
from archive.settings import Settings
from cli.main import EXIT_FAILED
from cli.serve import serve

pytestmark = pytest.mark.slow


def command(settings, *options):
    """Return the command and the environment that serve these settings."""
    environment = os.environ | {
        "TINGTALE_DATABASE_URL": settings.database_url,
        "TINGTALE_INDEX_DIR": str(settings.index_dir),
        "TINGTALE_ENGINE": settings.engine,
    }
    code = "from cli.main import main; main()"
    return [sys.executable, "-c", code, "serve", *options], environment


@contextmanager
def serving(settings):
    """Serve, and yield the process and its address."""
    arguments, environment = command(settings, "--port", "0")
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        line = process.stdout.readline()
        yield process, next(word for word in line.split() if word.startswith("http://"))
    finally:
        process.kill()
        process.communicate()


def test_a_body_larger_than_any_question_is_refused_before_it_is_kept(debates):
    with serving(debates) as (_, address):
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall(
                b"POST /api/v1/result-sets HTTP/1.1\r\nHost: tingtale\r\n"
                b"Content-Type: application/json\r\nContent-Length: 50000000\r\n\r\n"
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_and_stops_cleanly(debates, how):
    with serving(debates) as (process, address):
        with urllib.request.urlopen(f"{address}/api/v1/search?topic=climate", timeout=20) as got:
            assert got.status == 200
            assert b'"total":' in got.read()
            assert got.headers["Server"] == "tingtale"
        process.send_signal(how)
        rest, _ = process.communicate(timeout=20)
        assert (process.returncode, rest.strip()) == (0, "Stopped.")


def test_a_port_in_use_is_told_with_the_remedy(debates):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        arguments, environment = command(debates, "--port", str(port))
        done = subprocess.run(
            arguments, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == EXIT_FAILED
    assert f"Error: the server cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def run(settings, *options):
    return CliRunner().invoke(serve, options, obj=settings)


def test_a_missing_database_is_told_before_serving(tmp_path):
    result = run(Settings(f"sqlite:///{tmp_path}/none.sqlite", tmp_path / "index"))
    assert isinstance(result.exception, DatabaseVersionError)
    assert "tingtale db upgrade" in str(result.exception)


def test_a_database_of_a_newer_version_is_told_before_serving(tmp_path):
    settings = filled(tmp_path, "memory")
    with connect(settings.database_url).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    result = run(settings)
    assert isinstance(result.exception, DatabaseVersionError)
    assert "newer" in str(result.exception)


@pytest.mark.parametrize("options", [("--port", "70000"), ("--port", "eighty")])
def test_a_port_that_is_none_is_wrong_usage(debates, options):
    assert run(debates, *options).exit_code == 2


def test_a_wsgi_server_of_ones_own_gets_the_application(debates, monkeypatch):
    monkeypatch.setenv("TINGTALE_DATABASE_URL", debates.database_url)
    monkeypatch.setenv("TINGTALE_INDEX_DIR", str(debates.index_dir))
    monkeypatch.setenv("TINGTALE_ENGINE", debates.engine)
    assert application().test_client().get("/health/ready").status_code == 200


def test_a_host_that_is_none_is_unavailable(debates):
    with pytest.raises(AddressUnavailable, match="--host"):
        Server(create_app(debates), replace(debates, host="256.0.0.1", port=0))


def test_an_address_of_version_six_stands_in_brackets(debates):
    server = Server(create_app(debates), replace(debates, host="::1", port=0))
    assert server.addresses[0].startswith("http://[::1]:")
    server.end()
    server.serve()
