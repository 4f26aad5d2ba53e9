"""robots.txt, pauses, Retry-After and hours."""

from datetime import timedelta

import pytest
from scripted_site import NIGHT, Closed, Reset, answer, page, redirect

from archive.configuration.fetching import Hours
from importers.fetching.outcomes import (
    EndReason,
    FailedFetch,
    FailureReason,
    NoMoreRequests,
    Page,
    RefusalReason,
)

HOUR = "Sat, 28 Nov 2026 03:30:00 GMT"


class FakeTime:
    """Time that goes on only where somebody waits."""

    def __init__(self):
        self.now, self.pauses = 1_000.0, []

    def pause(self, seconds):
        self.pauses.append(seconds)
        self.now += seconds

    def elapsed(self):
        return self.now

    def clock(self):
        return NIGHT + timedelta(seconds=self.now - 1_000)


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def timed(open_fetcher, time):
    """Return what opens a fetcher that waits by that time."""

    def opened(**changed):
        return open_fetcher(time.clock, pause=time.pause, elapsed=time.elapsed, **changed)

    return opened


def robots(*lines, **fields):
    return answer("\n".join(lines).encode(), Content_Type="text/plain", **fields)


class TestRobots:
    @pytest.mark.parametrize("who", ["*", "tingtale", "Tingtale"])
    def test_what_it_forbids_is_not_asked(self, site, fetcher, who):
        site.answers["/robots.txt"] = robots(
            f"User-agent: {who}", "Disallow: /printable", "Disallow: /*/print$", "Allow: /"
        )
        for path in ("/printable/1", "/en/node/1/print"):
            outcome = fetcher.fetch(site.url + path)
            assert outcome.reason is RefusalReason.ROBOTS
            assert not fetcher.may_ask(site.url + path)
        assert fetcher.may_ask(site.url + "/en/node/1")
        assert site.paths == []
        assert len(site.seen) == 1

    def test_rules_for_others_are_not_ours(self, site, fetcher):
        site.answers["/robots.txt"] = robots("User-agent: OtherBot", "Disallow: /")
        assert fetcher.may_ask(site.url + "/en/node/1")

    @pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
    def test_where_there_is_none_all_is_allowed(self, site, fetcher, status):
        site.answers["/robots.txt"] = answer(b"Disallow: /", status)
        site.answers["/p"] = answer(page())
        assert isinstance(fetcher.fetch(site.url + "/p"), Page)

    @pytest.mark.parametrize(
        "body", [b"", b"\xff\xfe\0\1garbage" * 100, page("Robots"), b"\xef\xbb\xbf# nothing"]
    )
    def test_what_has_no_rules_forbids_nothing(self, site, fetcher, body):
        site.answers["/robots.txt"] = answer(body)
        assert fetcher.may_ask(site.url + "/p")

    @pytest.mark.parametrize(
        "sent",
        [
            answer(b"", "503 Service Unavailable"),
            answer(b"", "500 Oops"),
            answer(b"", "429 Too Many Requests"),
            Reset(),
            Closed(answer(b"User-agent: *\nDisallow:", length=900)),
            redirect("https://elsewhere.example/robots.txt"),
            redirect("/robots.txt"),
        ],
    )
    def test_where_it_cannot_be_read_nothing_is_asked(self, site, fetcher, sent):
        site.answers["/robots.txt"] = sent
        for _ in range(2):
            with pytest.raises(NoMoreRequests) as ended:
                fetcher.fetch(site.url + "/p")
            assert ended.value.reason is EndReason.ROBOTS
        assert not fetcher.may_ask(site.url + "/p")
        with pytest.raises(NoMoreRequests):
            fetcher.robots_sitemaps  # noqa: B018
        assert site.paths == []

    def test_it_may_be_elsewhere_on_the_site(self, site, fetcher):
        site.answers["/robots.txt"] = redirect("/files/robots.txt")
        site.answers["/files/robots.txt"] = robots("User-agent: *", "Disallow: /p")
        assert not fetcher.may_ask(site.url + "/p")

    def test_the_sitemaps_that_it_names(self, site, fetcher):
        site.answers["/robots.txt"] = robots(
            "Sitemap: https://www.norden.org/sitemap.xml", "sitemap: /da.xml", "Sitemap: http://h:x"
        )
        assert fetcher.robots_sitemaps == (
            "https://www.norden.org/sitemap.xml",
            site.url + "/da.xml",
        )

    @pytest.mark.parametrize("rule", ["Crawl-delay: 7", "Request-rate: 1/7"])
    def test_its_delay_is_kept_whatever_the_setting(self, site, timed, time, rule):
        site.answers["/robots.txt"] = robots("User-agent: *", rule)
        fetcher = timed(delay=2)
        for _ in range(3):
            fetcher.fetch(site.url + "/p")
        assert time.pauses == [7, 7, 7]

    def test_a_delay_beyond_all_patience_ends_the_run(self, site, timed):
        site.answers["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 86400")
        with pytest.raises(NoMoreRequests) as ended:
            timed().fetch(site.url + "/p")
        assert ended.value.reason is EndReason.ROBOTS
        assert site.paths == []


class TestPace:
    def test_the_delay_is_kept_between_all_requests(self, site, timed, time):
        site.answers["/a"], site.answers["/b"] = redirect("/b"), answer(page())
        fetcher = timed(delay=2)
        fetcher.fetch(site.url + "/a")
        assert time.pauses == [2, 2]

    def test_a_slow_server_is_left_alone_for_longer(self, site, open_fetcher):
        fetcher = open_fetcher()
        pace = fetcher._asker.pace
        for _ in range(30):
            pace.answered(3.0)
        assert pace.delay == pytest.approx(6)
        for _ in range(30):
            pace.answered(0.01)
        assert pace.delay == 0
        pace.answered(100_000)
        assert pace.delay == 120

    def test_busy_answers_double_the_pauses_and_good_ones_end_that(self, site, timed, time):
        fetcher = timed(delay=2, tries=1)
        site.answers["/busy"] = answer(b"", "429 Too Many Requests")
        site.answers["/p"] = answer(page())
        for _ in range(2):
            assert fetcher.fetch(site.url + "/busy").reason is FailureReason.TOO_MANY_REQUESTS
        fetcher.fetch(site.url + "/p")
        assert time.pauses[-1] > 6
        for _ in range(30):
            fetcher.fetch(site.url + "/p")
        assert time.pauses[-1] == 2


class TestRetryAfter:
    @pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
    @pytest.mark.parametrize("told", ["90", "Sat, 28 Nov 2026 02:31:30 GMT"])
    def test_it_is_waited_for(self, site, timed, time, status, told):
        site.answers["/p"] = [answer(b"", status, Retry_After=told), answer(page())]
        assert isinstance(timed().fetch(site.url + "/p"), Page)
        assert sum(time.pauses) == pytest.approx(90, abs=1)

    @pytest.mark.parametrize("told", ["7200", HOUR])
    def test_what_is_too_long_is_told_and_ends_the_run(self, site, timed, time, told):
        site.answers["/p"] = answer(b"", "503 Service Unavailable", Retry_After=told)
        fetcher = timed()
        outcome = fetcher.fetch(site.url + "/p")
        assert isinstance(outcome, FailedFetch)
        assert outcome.retry_after == pytest.approx(7200 if told == "7200" else 3600, abs=1)
        with pytest.raises(NoMoreRequests) as ended:
            fetcher.fetch(site.url + "/q")
        assert ended.value.reason is EndReason.RETRY_AFTER
        assert site.paths == ["/p"]
        assert sum(time.pauses) < 1

    @pytest.mark.parametrize("told", ["soon", "-5", "1e9", "", "Sat, 99 Nov 2026"])
    def test_what_says_nothing_is_no_date(self, site, timed, time, told):
        site.answers["/p"] = [
            answer(b"", "503 Service Unavailable", Retry_After=told),
            answer(page()),
        ]
        assert isinstance(timed().fetch(site.url + "/p"), Page)
        assert sum(time.pauses) < 1

    def test_a_date_in_the_past_asks_for_nothing(self, site, timed, time):
        past = "Sat, 28 Nov 2026 01:00:00 GMT"
        site.answers["/p"] = [answer(b"", "429 Slow", Retry_After=past), answer(page())]
        assert isinstance(timed().fetch(site.url + "/p"), Page)
        assert sum(time.pauses) < 1


class TestHours:
    @pytest.mark.parametrize(
        ("hours", "within"),
        [
            (Hours(1, 6), True),
            (Hours(2, 3), True),
            (Hours(3, 6), False),
            (Hours(22, 5), True),
            (Hours(22, 2), False),
            (Hours(0, 24), True),
            (Hours(3, 4, "Europe/Copenhagen"), True),
            (Hours(2, 3, "Europe/Copenhagen"), False),
        ],
    )
    def test_outside_of_them_nothing_is_asked(self, site, open_fetcher, hours, within):
        fetcher = open_fetcher(hours=hours)
        if within:
            fetcher.fetch(site.url + "/p")
            return
        with pytest.raises(NoMoreRequests) as ended:
            fetcher.fetch(site.url + "/p")
        assert ended.value.reason is EndReason.HOURS
        assert site.seen == []

    def test_a_pause_may_lead_out_of_them(self, site, timed, time):
        fetcher = timed(hours=Hours(2, 3), wait_seconds=3_600)
        site.answers["/p"] = answer(b"", "503 Service Unavailable", Retry_After="3000")
        with pytest.raises(NoMoreRequests) as ended:
            fetcher.fetch(site.url + "/p")
        assert ended.value.reason is EndReason.HOURS
        assert site.paths == ["/p"]
