from pathlib import Path

import pytest

from archive.configuration.fetching import FetchSettings, Hours
from archive.errors import SettingsError
from archive.settings import Settings

BOUNDS = (
    *("requests", "page_bytes", "sitemap_bytes", "connect_seconds", "read_seconds"),
    *("request_seconds", "wait_seconds", "redirects", "tries", "failures"),
)


def read(**environ):
    return Settings.from_env({f"TINGTALE_{name}": value for name, value in environ.items()}).fetch


def test_every_variable_is_read():
    bounds = {f"FETCH_{name.upper()}": str(n) for n, name in enumerate(BOUNDS, 1)}
    settings = read(
        CONTACT="archive@example.org",
        NORDEN_URL="http://127.0.0.1:8081/",
        FETCH_PRIVATE="1",
        FETCH_DELAY="0",
        FETCH_HOURS="22-05 Europe/Copenhagen",
        WARC_DIR="/srv/warc",
        WARC_MB="5",
        **bounds,
    )
    assert settings == FetchSettings(
        contact="archive@example.org",
        url="http://127.0.0.1:8081",
        private=True,
        delay=0,
        hours=Hours(22, 5, "Europe/Copenhagen"),
        warc_dir=Path("/srv/warc"),
        warc_megabytes=5,
        **{name: number for number, name in enumerate(BOUNDS, 1)},
    )


@pytest.mark.parametrize(
    "contact",
    ["a@example.org", "mailto:a.b+c@example.org", "https://example.org/about?x=1", "http://a.no"],
)
def test_contacts(contact):
    assert read(CONTACT=contact).contact == contact


@pytest.mark.parametrize(
    "contact", ["somebody", "a b@c", "a@b\r\nX: y", "https://a.no/)", "ø@b.no"]
)
def test_what_is_no_contact_is_named_in_the_error(contact):
    with pytest.raises(SettingsError, match="TINGTALE_CONTACT="):
        read(CONTACT=contact)


def test_a_delay_of_less_than_half_a_second_is_for_tests_alone():
    with pytest.raises(SettingsError, match="TINGTALE_FETCH_PRIVATE=1"):
        read(FETCH_DELAY="0")
    with pytest.raises(SettingsError, match=r"TINGTALE_FETCH_DELAY=0\.4"):
        read(FETCH_DELAY="0.4")
    assert read(FETCH_DELAY="0.5").delay == 0.5


@pytest.mark.parametrize("value", ["two", "-1", "", "1e9", "nan", "1,5"])
def test_a_delay_that_is_no_number_is_named_in_the_error(value):
    with pytest.raises(SettingsError, match="TINGTALE_FETCH_DELAY="):
        read(FETCH_DELAY=value)


@pytest.mark.parametrize(
    ("value", "hours"),
    [("01-06", Hours(1, 6)), ("1-6 UTC", Hours(1, 6)), ("22-00", Hours(22, 0)), ("", None)],
)
def test_hours(value, hours):
    assert read(FETCH_HOURS=value).hours == hours


@pytest.mark.parametrize("value", ["1", "1-25", "24-6", "6-6", "1-6 Mars/Olympus", "1-6 ../etc"])
def test_what_are_no_hours_is_named_in_the_error(value):
    with pytest.raises(SettingsError, match="TINGTALE_FETCH_HOURS="):
        read(FETCH_HOURS=value)


@pytest.mark.parametrize("url", ["www.norden.org", "ftp://a.no", "https://a.no/path", "http://u@a"])
def test_what_is_no_root_of_a_site_is_named_in_the_error(url):
    with pytest.raises(SettingsError, match="TINGTALE_NORDEN_URL="):
        read(NORDEN_URL=url)


def test_every_bound_is_documented_with_its_default():
    operating = Path(__file__).parents[2].joinpath("docs/operating.md").read_text()
    for name in BOUNDS:
        default = getattr(FetchSettings(), name)
        assert f"| `TINGTALE_FETCH_{name.upper()}` | `{default}` |" in operating
