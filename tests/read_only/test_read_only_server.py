"""A server that may only read: everything is answered, and no search is frozen."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from urllib.error import HTTPError

import pytest
from read_only_folder import environment, give_back, take_away, without_powers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.geteuid() == 0 and not shutil.which("setpriv"), reason="root needs setpriv"
    ),
]

SERVE = (sys.executable, "-c", "from cli.main import main; main()", "serve", "--port", "0")


@contextmanager
def serving(folder, command=SERVE, **variables):
    with subprocess.Popen(
        command,
        env=environment(folder) | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
        process.terminate()


def asked(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def test_a_server_answers_and_freezes_nothing(sample_copy):
    folder = sample_copy()
    with serving(folder) as address:
        status, said = asked(f"{address}/api/v1/result-sets", {"q": "klima"})
        assert status == 201
        kept = json.loads(said)
        known = asked(f"{address}{kept['links']['self']}")
    take_away(folder)
    with serving(folder, without_powers(*SERVE)) as address:
        for path in ("/health/ready", "/api/v1/search?q=klima", "/search?q=klima", "/topics"):
            assert asked(address + path)[0] == 200
        assert asked(f"{address}{kept['links']['self']}") == known
        assert asked(f"{address}/api/v1/result-sets", {"q": "klima"})[0] == 200
        report = {"speech": "nc-18131", "field": "number", "right": "202"}
        for path, body in (("/result-sets", {"q": "fisk"}), ("/reports", report)):
            status, said = asked(f"{address}/api/v1{path}", body)
            problem = json.loads(said)
            assert status == 503
            assert problem["type"].endswith("#problem-not-writable")
            assert "can only be read here" in problem["detail"]
        ready = json.loads(asked(f"{address}/health/ready")[1])
        assert ready["status"] == "ready"
    give_back(folder)
