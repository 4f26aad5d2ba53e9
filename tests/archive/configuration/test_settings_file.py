"""tingtale.toml: the same settings as the variables, which win."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.configuration.catalogue import HIDDEN_VALUE, settings_by_variable
from archive.configuration.night import MailSecurity, NightSource
from archive.configuration.origins import read_variables
from archive.errors import SettingsError
from archive.settings import Settings
from search_index.analysis.cache.folder import CACHE_VARIABLE


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(text, name="tingtale.toml"):
        Path(name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


class Asked(Mapping):
    """An empty environment that remembers what it was asked for."""

    def __init__(self):
        self.names = []

    def __getitem__(self, name):
        self.names.append(name)
        raise KeyError(name)

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


def test_every_variable_that_is_read_is_told_with_its_meaning(monkeypatch, write):
    asked = Asked()
    monkeypatch.setattr("archive.settings.read_variables", Variables)
    Settings.from_env(asked)
    assert set(settings_by_variable()) == {*asked.names, CACHE_VARIABLE}
    assert all(setting.meaning for setting in settings_by_variable().values())


class Variables:
    def __init__(self, variables):
        self.variables = variables


def test_the_defaults_that_are_told_are_those_that_hold():
    told = {
        name: setting.default
        for name, setting in settings_by_variable().items()
        if setting.default is not None
    }
    assert Settings.from_env(told) == Settings()


def test_the_file_in_the_working_folder_is_read(write):
    write(
        """
        public_url = "https://archive.example"
        port = 9000
        hosts = ["a.example", "b.example"]

        [night]
        at = 03:30:00
        minutes = 90

        [mail]
        host = "mail.example"
        from = "archive@archive.example"
        to = ["a@archive.example", "b@archive.example"]
        security = "tls"

        [sources]
        norden = "fetch"
        corpus = ["/srv/corpus.jsonl.xz"]
        """
    )
    settings = Settings.from_env({})
    assert (settings.public_url, settings.port) == ("https://archive.example", 9000)
    assert settings.hosts == ("a.example", "b.example")
    night = settings.night
    assert (night.at, night.minutes) == ("03:30", 90)
    assert (night.mail.host, night.mail.security) == ("mail.example", MailSecurity.TLS)
    assert night.mail.to == ("a@archive.example", "b@archive.example")
    assert night.sources == (
        NightSource("norden", fetched=True),
        NightSource("corpus", paths=(Path("/srv/corpus.jsonl.xz"),)),
    )


def test_the_environment_wins(write):
    write('port = 9000\n[sources]\nnorden = "fetch"\ncorpus = "/srv/a"')
    environ = {"TINGTALE_PORT": "9001", "TINGTALE_SOURCES_CORPUS": ""}
    settings = Settings.from_env(environ)
    assert settings.port == 9001
    assert [source.name for source in settings.night.sources] == ["norden"]
    told = read_variables(environ)
    assert told.origin("TINGTALE_PORT") == "environment"
    assert told.origin("TINGTALE_SOURCES_NORDEN") == "tingtale.toml"
    assert told.origin("TINGTALE_HOST") == "default"


def test_another_file_is_named_by_a_variable(write):
    path = write("port = 9000", "other.toml")
    assert Settings.from_env({}).port == 8000
    assert Settings.from_env({"TINGTALE_CONFIG": str(path)}).port == 9000
    write("port = 9002")
    assert Settings.from_env({"TINGTALE_CONFIG": ""}).port == 8000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prot = 9000", r"prot is no setting; did you mean port\?"),
        ("[mail]\nhots = 'x'", r"mail\.hots is no setting; did you mean mail_host\?"),
        ("frobnicate = 1", r"frobnicate is no setting \("),
        ("mail_host = 'a'\n[mail]\nhost = 'b'", r"mail\.host is set twice, also as mail_host"),
        ("hosts = [1]", "hosts is neither a text"),
        ("hosts = ['a,b']", "without commas"),
        ("[mail]\nhost = {a = 1}", r"mail\.host is neither"),
        ("port = ", "is no TOML"),
        ("port = 'eight'", "TINGTALE_PORT='eight' is not a positive"),
        ("[night]\nat = 'noon'", "TINGTALE_NIGHT_AT='noon' is no time of the day"),
        ("[mail]\nhost = 'a'", "set TINGTALE_MAIL_FROM and TINGTALE_MAIL_TO"),
        ("[mail]\nsecurity = 'ssl'", "is none of: starttls, tls, none"),
        ("webhook_url = 'hook'", "TINGTALE_WEBHOOK_URL is no web address"),
    ],
)
def test_what_cannot_be_meant_is_an_error_that_helps(write, text, told):
    write(text)
    with pytest.raises(SettingsError, match=told):
        Settings.from_env({})


def test_a_file_that_is_named_and_not_there_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.from_env({"TINGTALE_CONFIG": str(tmp_path / "none.toml")})


def test_secrets_are_not_shown():
    known = settings_by_variable()
    assert known["TINGTALE_MAIL_PASSWORD"].shown("open sesame") == HIDDEN_VALUE
    assert known["TINGTALE_MAIL_PASSWORD"].shown(None) == ""
    shown = known["TINGTALE_DATABASE_URL"].shown("postgresql+psycopg://a:secret@b/c")
    assert "secret" not in shown
    assert "@b/c" in shown


def test_variables_that_look_like_ours_are_told():
    environ = {
        "TINGTALE_PROT": "1",
        "TINGTALE_TEST_POSTGRES_URL": "x",
        "HOME": "/",
        "TINGTALE_Q": "",
    }
    assert read_variables(environ).unknown() == {
        "TINGTALE_PROT": "TINGTALE_PORT",
        "TINGTALE_Q": None,
    }
