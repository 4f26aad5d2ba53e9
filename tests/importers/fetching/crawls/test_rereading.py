"""When pages are asked again, and when one is gone at its source."""

from datetime import timedelta

import pytest
from fake_site import (
    SESSION,
    asked_on,
    listing,
    page_of,
    speech,
)

pytestmark = pytest.mark.no_cover


def test_pages_are_read_again_ever_more_seldom(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    assert asked_on(site, engine, (*range(10), 13, 14, 15, 29, 30, 31, 89, 90, 91, 454, 455)) == [
        *(0, 1, 2, 3, 7, 14, 30, 90, 455)
    ]


def test_a_page_that_changes_is_read_again_soon(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    site.night(engine, days=30)
    site.pages["/en/node/70001"] = speech(70001, 1, role="Midtergruppen")
    report = site.night(engine, days=60)
    assert report.changed == 1
    site.night(engine, days=1)
    assert "/en/node/70001" in site.asked


def test_noise_around_the_same_text_is_no_change(site, engine):
    text = speech(70001, 1).html()
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": text}
    site.night(engine)
    site.pages["/en/node/70001"] = text.replace("<body>", "<body><!-- 7 --><script>8</script>")
    report = site.night(engine)
    assert (report.changed, report.unchanged) == (0, 2)


def test_what_waits_for_its_transcription_is_read_weekly_until_it_changes(site, engine):
    waiting = speech(70001, 1, status="Waiting for transcription")
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": waiting}
    days = (0, 1, 2, 3, 4, 6, 7, 13, 14, 20, 21, 27, 28)
    assert asked_on(site, engine, days) == [0, 1, 2, 3, 7, 14, 21, 28]
    site.pages["/en/node/70001"] = speech(70001, 1)
    site.now += timedelta(days=7)
    days = (0, 1, 2, 3, 4, 6, 7, 13, 14, 21, 28, 30)
    assert asked_on(site, engine, days) == [0, 1, 2, 3, 7, 14, 30]


def test_a_page_is_gone_when_it_was_missing_on_three_days(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    site.pages["/en/node/70001"] = 410
    site.night(engine)
    report = site.night(engine, days=0.3)
    assert report.gone == 0
    for _ in range(2):
        assert page_of(engine, "/en/node/70001").state == "read"
        report = site.night(engine)
    page = page_of(engine, "/en/node/70001")
    assert (report.gone, page.state, page.missing_days) == (1, "gone", 3)
    assert page.gone_at == site.now
    site.night(engine)
    assert "/en/node/70001" not in site.asked
    site.pages["/en/node/70001"] = speech(70001, 1)
    site.night(engine, days=400)
    page = page_of(engine, "/en/node/70001")
    assert (page.state, page.gone_at, page.missing_days) == ("read", None, 0)


def test_ids_that_were_no_speech_are_asked_again_seldom(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    assert {"/en/node/69951", "/en/node/70051"} <= set(site.asked)
    assert "/en/node/70052" not in site.asked
    site.night(engine)
    asked = [int(path[9:]) for path in site.asked if path.startswith("/en/node/")]
    # Beyond the newest speech more may come any day.
    assert min(asked) == 70001
    site.night(engine, days=95)
    assert "/en/node/69990" in site.asked


def test_ids_beside_a_new_speech_are_asked_again(site, engine):
    # Speeches are published when they are transcribed, at ids that they had all along.
    site.pages = {
        SESSION: listing("/en/node/70001", "/en/node/80001"),
        "/en/node/70001": speech(70001, 1),
        "/en/node/80001": speech(80001, 900),
    }
    site.night(engine)
    site.pages[SESSION] = listing("/en/node/70001", "/en/node/70012", "/en/node/80001")
    site.pages |= {f"/en/node/{node}": speech(node, node - 70000) for node in (70012, 70019)}
    assert site.night(engine).new == 2
    assert "/en/node/70003" not in site.asked
    assert site.twice == []
