from dataclasses import fields
from pathlib import Path

import pytest

from archive.configuration.result_sets import VARIABLE_PREFIX, ResultSetBounds
from archive.configuration.server import ServerBounds, variable
from archive.errors import SettingsError
from archive.settings import Settings


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_env({}) == Settings()


def test_every_variable_is_read():
    settings = Settings.from_env(
        {
            "TINGTALE_DATABASE_URL": "postgresql+psycopg://archive@db/tingtale",
            "TINGTALE_INDEX_DIR": "/srv/index",
            "TINGTALE_ENGINE": "memory",
            "TINGTALE_KEEP_GENERATIONS_FOR": "0",
            "TINGTALE_HOST": "0.0.0.0",
            "TINGTALE_PORT": "9000",
            "TINGTALE_THREADS": "8",
            "TINGTALE_PUBLIC_URL": "https://tingtale.example",
            "TINGTALE_RATE_LIMIT": "60/minute",
            "TINGTALE_TRUSTED_PROXIES": "1",
        }
    )

    assert settings == Settings(
        database_url="postgresql+psycopg://archive@db/tingtale",
        index_dir=Path("/srv/index"),
        engine="memory",
        keep_generations_for=0,
        host="0.0.0.0",
        port=9000,
        threads=8,
        public_url="https://tingtale.example",
        rate_limit="60/minute",
        trusted_proxies=1,
    )


@pytest.mark.parametrize("value", ["0", "-1", "eight", "", "1.5"])
def test_a_port_that_is_no_positive_number_is_named_in_the_error(value):
    with pytest.raises(SettingsError, match=r"TINGTALE_PORT=.*positive whole number"):
        Settings.from_env({"TINGTALE_PORT": value})


@pytest.mark.parametrize("value", ["-1", "a day", "", "1.5", "²"])
def test_hours_that_are_no_number_are_named_in_the_error(value):
    with pytest.raises(SettingsError, match=r"TINGTALE_KEEP_GENERATIONS_FOR=.*whole number"):
        Settings.from_env({"TINGTALE_KEEP_GENERATIONS_FOR": value})


@pytest.mark.parametrize("value", ["https://a.example", "http://a.example:8000/open/debates/"])
def test_a_public_address_may_have_a_path(value):
    assert Settings.from_env({"TINGTALE_PUBLIC_URL": value}).public_url == value


@pytest.mark.parametrize("value", ["a.example/debates", "https://", "https://a.example//b", "/b"])
def test_a_public_address_that_is_none_is_named_in_the_error(value):
    with pytest.raises(SettingsError, match=r"TINGTALE_PUBLIC_URL=.*is no address"):
        Settings.from_env({"TINGTALE_PUBLIC_URL": value})


def test_every_bound_of_the_server_is_read_by_its_name():
    names = [field.name for field in fields(ServerBounds)]
    environ = {variable(name): str(number) for number, name in enumerate(names, start=1)}
    assert "TINGTALE_HEADER_SECONDS" in environ
    bounds = Settings.from_env(environ).bounds
    assert [getattr(bounds, name) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("value", ["0", "-1", "ten", "1.5"])
def test_a_bound_that_is_no_positive_number_is_named_in_the_error(value):
    with pytest.raises(SettingsError, match=r"TINGTALE_BODY_SECONDS=.*positive whole number"):
        Settings.from_env({"TINGTALE_BODY_SECONDS": value})


def test_every_bound_of_the_server_is_documented_with_its_default():
    operating = Path(__file__).parents[2].joinpath("docs/operating.md").read_text()
    for field in fields(ServerBounds):
        assert f"| `{variable(field.name)}` | `{field.default}` |" in operating


def test_hosts_stand_between_commas():
    assert Settings.from_env({"TINGTALE_HOSTS": "a.example, b.example:8000,"}).hosts == (
        "a.example",
        "b.example:8000",
    )


def test_bounds_of_result_sets_are_read():
    names = "MB", "FREE_MB", "DAYS", "PER_CLIENT", "ORIGINS", "KEYS"
    values = "1", "0", "3", "5/hour", "https://a.example, https://b.example", "k1,k2"
    environ = {f"{VARIABLE_PREFIX}{name}": value for name, value in zip(names, values, strict=True)}
    assert Settings.from_env(environ).result_sets == ResultSetBounds(
        megabytes=1,
        free_megabytes=0,
        days=3,
        per_client="5/hour",
        origins=("https://a.example", "https://b.example"),
        keys=("k1", "k2"),
    )
    with pytest.raises(SettingsError, match=r"TINGTALE_RESULT_SETS_MB='-1'"):
        Settings.from_env({f"{VARIABLE_PREFIX}MB": "-1"})
