"""The units of systemd and the container file: accepted by their own tools, and hardened."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cli.main import tingtale

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
PROGRAM = "/opt/tingtale/bin/tingtale"
MOST_EXPOSED = 1.5
"""Of 10, as systemd-analyze counts what a service could reach."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


@needs_systemd
def test_systemd_takes_every_unit_without_a_word(tmp_path):
    for unit in (*SERVICES, *TIMERS):
        text = unit.read_text(encoding="utf-8").replace(PROGRAM, sys.executable)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in (*SERVICES, *TIMERS)]
    told = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_can_reach_little(unit):
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told.stdout)
    assert found, told.stderr
    assert float(found[1]) <= MOST_EXPOSED


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_every_command_of_a_service_is_one(unit):
    commands = re.findall(rf"^ExecStart={PROGRAM} (.+)$", unit.read_text("utf-8"), re.MULTILINE)
    assert commands
    for command in commands:
        told = CliRunner().invoke(tingtale, [*shlex.split(command), "--help"])
        assert told.exit_code == 0, told.output


def test_every_timer_has_its_service_and_does_not_fire_at_one_moment_everywhere():
    for timer in TIMERS:
        assert timer.with_suffix(".service") in SERVICES
        assert "RandomizedDelaySec=" in timer.read_text("utf-8")


@pytest.mark.skipif(
    not (Path(sys.executable).parent / "hadolint").exists() and shutil.which("hadolint") is None,
    reason="hadolint is not installed",
)
def test_hadolint_finds_nothing_in_the_container_file():
    beside = Path(sys.executable).parent / "hadolint"
    program = str(beside) if beside.exists() else "hadolint"
    told = subprocess.run(
        [program, "--no-color", str(DEPLOY / "container" / "Containerfile")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_the_container_copies_every_package_of_the_distribution():
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    text = (DEPLOY / "container" / "Containerfile").read_text("utf-8")
    assert set(re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE)) == set(packages)


def test_the_compose_file_runs_what_the_container_has():
    told = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text("utf-8"))
    assert set(told["services"]) == {"setup", "tingtale", "postgres"}
    server = told["services"]["tingtale"]
    assert server["read_only"] is True
    assert server["ports"] == ["127.0.0.1:8000:8000"]
    named = {
        volume.partition(":")[0] for one in told["services"].values() for volume in one["volumes"]
    }
    assert named == set(told["volumes"])
