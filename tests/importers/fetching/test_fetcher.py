"""One address: what comes of it, and what was asked for that."""

import hashlib
from dataclasses import replace

import pytest
from scripted_site import Slow, answer, chunked, packed, page, redirect

from archive.errors import SettingsError
from importers.fetching.fetcher import Fetcher
from importers.fetching.outcomes import (
    EndReason,
    FailedFetch,
    FailureReason,
    MissingPage,
    NoMoreRequests,
    Page,
    RefusalReason,
    RefusedFetch,
    UnchangedPage,
    Validators,
)


def test_a_page_with_what_tells_the_next_change(site, fetcher):
    site.answers["/en/node/1"] = answer(
        page(), ETag='"1"', Last_Modified="Sat, 28 Nov 2026 01:00:00 GMT"
    )
    read = fetcher.fetch(site.url + "/en/node/1#top")
    assert isinstance(read, Page)
    assert (read.status, read.media_type, read.charset) == (200, "text/html", "utf-8")
    assert read.url == site.url + "/en/node/1"
    assert (read.redirects, read.body) == ((), page())
    assert read.sha256 == hashlib.sha256(page()).hexdigest()
    assert read.validators == Validators('"1"', "Sat, 28 Nov 2026 01:00:00 GMT", read.sha256)
    assert fetcher.requests == 2  # robots.txt is one


def test_each_request_names_the_program_and_whom_to_write_to(site, fetcher):
    fetcher.fetch(site.url + "/")
    agents = {seen.fields["User-Agent"] for seen in site.seen}
    assert len(site.seen) == 2
    assert len(agents) == 1
    assert agents.pop().startswith("Tingtale/")
    assert site.seen[0].fields["User-Agent"].endswith(" (+archive@example.org)")


def test_nothing_is_asked_without_a_contact(site, settings):
    with pytest.raises(SettingsError, match="TINGTALE_CONTACT"):
        Fetcher(replace(settings, contact=None), None)
    assert site.seen == []


def test_all_goes_over_one_connection(site, fetcher):
    for number in range(10):
        site.answers[f"/en/node/{number}"] = answer(page(str(number)))
        assert isinstance(fetcher.fetch(f"{site.url}/en/node/{number}"), Page)
    assert site.connections == 1


def test_what_is_not_there(site, fetcher):
    site.answers["/gone"] = answer(page("Gone"), "410 Gone")
    missing, gone = fetcher.fetch(site.url + "/no"), fetcher.fetch(site.url + "/gone")
    assert isinstance(missing, MissingPage)
    assert isinstance(gone, MissingPage)
    assert (missing.status, gone.status) == (404, 410)


def test_what_is_forbidden_is_not_asked_again(site, fetcher):
    site.answers["/closed"] = answer(b"no", "403 Forbidden")
    outcome = fetcher.fetch(site.url + "/closed")
    assert isinstance(outcome, RefusedFetch)
    assert outcome.reason is RefusalReason.STATUS
    assert site.paths == ["/closed"]


@pytest.mark.parametrize(
    "sent",
    [
        packed(page()),
        chunked(page()[:40], page()[40:]),
        answer(page(), length=False, Connection="close"),
        answer(page(), Content_Type=None),
        answer(page(), Content_Type="application/xhtml+xml"),
        Slow(answer(page()), pause=0.001, after=30),
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer(page()),
    ],
    ids=["gzip", "chunked", "to_its_end", "no_type", "xhtml", "slow", "hints"],
)
def test_forms_of_an_answer(site, fetcher, sent):
    site.answers["/en/node/1"] = sent
    read = fetcher.fetch(site.url + "/en/node/1")
    assert isinstance(read, Page), read
    assert read.body == page()


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/json", "text/css"])
def test_a_wrong_media_type_is_refused_before_its_body_comes(site, fetcher, kind):
    site.answers["/file"] = Slow(answer(b"x" * 1_000, Content_Type=kind), pause=1, after=200)
    outcome = fetcher.fetch(site.url + "/file")
    assert isinstance(outcome, RefusedFetch)
    assert outcome.reason is RefusalReason.MEDIA_TYPE
    assert site.paths == ["/file"]


def test_a_binary_that_says_to_be_a_page_is_refused(site, fetcher):
    site.answers["/file"] = answer(b"%PDF-1.7\n\0\0\0" * 10)
    assert fetcher.fetch(site.url + "/file").reason is RefusalReason.MEDIA_TYPE


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml", "application/gzip", "application/x-gzip"]
)
def test_feeds_and_sitemaps_are_read(site, fetcher, kind):
    site.answers["/sitemap.xml"] = answer(b"<urlset/>", Content_Type=kind)
    read = fetcher.fetch(site.url + "/sitemap.xml")
    assert (read.media_type, read.body) == (kind, b"<urlset/>")


def test_an_empty_page_is_none(site, fetcher):
    site.answers["/en/node/1"] = answer(b" \r\n")
    outcome = fetcher.fetch(site.url + "/en/node/1")
    assert isinstance(outcome, FailedFetch)
    assert outcome.reason is FailureReason.EMPTY


class TestValidators:
    ETAG = '"a"'
    DATE = "Sat, 28 Nov 2026 01:00:00 GMT"

    @pytest.fixture
    def before(self):
        return Validators(self.ETAG, self.DATE, hashlib.sha256(page()).hexdigest())

    @pytest.fixture
    def believing(self, fetcher):
        """A fetcher that has asked for the one page of many in full."""
        fetcher._conditional = 1
        return fetcher

    def test_a_304_costs_nothing(self, site, believing, before):
        site.answers["/p"] = answer(b"", "304 Not Modified", length=False, ETag='W/"a"')
        outcome = believing.fetch(site.url + "/p", before)
        assert isinstance(outcome, UnchangedPage)
        assert outcome.by == "304"
        assert outcome.validators == replace(before, etag='W/"a"')
        assert site.seen[-1].fields["If-None-Match"] == self.ETAG
        assert site.seen[-1].fields["If-Modified-Since"] == self.DATE

    def test_the_same_bytes_are_no_change_where_the_server_has_no_validators(
        self, site, fetcher, before
    ):
        site.answers["/p"] = answer(page())
        outcome = fetcher.fetch(site.url + "/p", Validators(sha256=before.sha256))
        assert isinstance(outcome, UnchangedPage)
        assert outcome.by == "digest"
        assert "If-None-Match" not in site.seen[-1].fields

    def test_another_etag_of_the_same_bytes_is_no_change(self, site, fetcher, before):
        site.answers["/p"] = answer(page(), ETag='"b"')
        outcome = fetcher.fetch(site.url + "/p", before)
        assert (outcome.by, outcome.validators.etag) == ("digest", '"b"')

    def test_an_etag_that_stays_while_the_page_changes_is_believed_no_more(
        self, site, believing, before
    ):
        site.answers["/p"] = answer(page("Other"), ETag=self.ETAG)
        read = believing.fetch(site.url + "/p", before)
        assert isinstance(read, Page)
        assert read.validators == Validators(sha256=read.sha256)
        assert not believing.trusts_validators
        believing.fetch(site.url + "/p", before)
        assert "If-None-Match" not in site.seen[-1].fields

    def test_a_304_that_names_another_version_is_asked_in_full(self, site, believing, before):
        site.answers["/p"] = [
            answer(b"", "304 Not Modified", length=False, ETag='"b"'),
            answer(page("Other"), ETag='"b"'),
        ]
        read = believing.fetch(site.url + "/p", before)
        assert isinstance(read, Page)
        assert read.body == page("Other")
        assert "If-None-Match" not in site.seen[-1].fields

    def test_one_of_many_is_asked_in_full(self, site, fetcher, before):
        def served(seen):
            if "If-None-Match" in seen.fields:
                return answer(b"", "304 Not Modified", length=False)
            return answer(page(), ETag=self.ETAG)

        site.answers["/p"] = served
        ways = [fetcher.fetch(site.url + "/p", before).by for _ in range(101)]
        assert ways.count("digest") == 2
        assert ways[0] == ways[100] == "digest"

    def test_a_304_that_nobody_asked_for_is_no_answer(self, site, fetcher):
        site.answers["/p"] = answer(b"", "304 Not Modified", length=False)
        assert fetcher.fetch(site.url + "/p").reason is FailureReason.PROTOCOL


class TestCookies:
    def test_they_are_not_sent_where_the_site_answers_without(self, site, fetcher):
        site.answers["/p"] = answer(page(), Set_Cookie="a=1")
        fetcher.fetch(site.url + "/p")
        fetcher.fetch(site.url + "/p")
        assert "Cookie" not in site.seen[-1].fields

    @pytest.mark.parametrize("status", ["302 Found", "403 Forbidden"])
    def test_a_site_that_does_not_answer_without_gets_them_back(self, site, fetcher, status):
        def served(seen):
            if seen.fields.get("Cookie") == "a=1":
                return answer(page())
            return answer(b"", status, Location="/p", Set_Cookie="a=1; Path=/")

        site.answers["/p"] = site.answers["/q"] = served
        assert isinstance(fetcher.fetch(site.url + "/p"), Page)
        assert isinstance(fetcher.fetch(site.url + "/q"), Page)
        assert site.paths == ["/p", "/p", "/q"]

    def test_the_crawl_can_ask_for_them(self, site, fetcher):
        site.answers["/p"] = answer(page(), Set_Cookie="a=1")
        assert not fetcher.send_cookies()
        fetcher.fetch(site.url + "/p")
        assert fetcher.send_cookies()
        fetcher.fetch(site.url + "/p")
        assert site.seen[-1].fields["Cookie"] == "a=1"


class TestRedirects:
    def test_they_are_followed_and_told(self, site, fetcher):
        site.answers["/a"] = redirect("/b", "301 Moved Permanently")
        site.answers["/b"] = redirect(site.url + "/c?x=å", "308 Permanent Redirect")
        site.answers["/c?x=%C3%A5"] = answer(page())
        read = fetcher.fetch(site.url + "/a")
        assert isinstance(read, Page), read
        assert read.url == site.url + "/c?x=%C3%A5"
        assert read.redirects == (site.url + "/b", read.url)

    @pytest.mark.parametrize("to", ["https://www.norden.org/b", "//norden.org/b#top"])
    def test_those_to_norden_org_stay_on_the_copy_of_it(self, site, fetcher, to):
        site.answers["/a"], site.answers["/b"] = redirect(to), answer(page())
        read = fetcher.fetch(site.url + "/a")
        assert isinstance(read, Page), read
        assert read.redirects == (site.url + "/b",)

    def test_circles_and_chains_end(self, site, fetcher):
        site.answers["/a"], site.answers["/b"] = redirect("/b"), redirect("/a")
        for number in range(9):
            site.answers[f"/{number}"] = redirect(f"/{number + 1}")
        for path in ("/a", "/0"):
            outcome = fetcher.fetch(site.url + path)
            assert isinstance(outcome, RefusedFetch)
            assert outcome.reason is RefusalReason.TOO_MANY_REDIRECTS
        assert len(site.paths) == 2 + 6

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            ("http://norden.example/", RefusalReason.OTHER_HOST),
            ("//169.254.169.254/latest/meta-data", RefusalReason.OTHER_HOST),
            ("http://127.0.0.1:1/", RefusalReason.OTHER_HOST),
            ("http://localhost/", RefusalReason.OTHER_HOST),
            ("https://www.norden.org:8443/", RefusalReason.OTHER_HOST),
            ("https://pub.norden.org/", RefusalReason.OTHER_HOST),
            ("http://[::1]/", RefusalReason.OTHER_HOST),
            ("http://2130706433/", RefusalReason.OTHER_HOST),
            ("ftp://127.0.0.1/", RefusalReason.SCHEME),
            ("file:///etc/passwd", RefusalReason.SCHEME),
            ("javascript:alert(1)", RefusalReason.SCHEME),
            ("http://user:word@127.0.0.1/", RefusalReason.BAD_ADDRESS),
            ("http://[", RefusalReason.OTHER_HOST),
            ("http://h:x/", RefusalReason.BAD_ADDRESS),
            ("/" + "a" * 3_000, RefusalReason.BAD_ADDRESS),
        ],
    )
    def test_none_leads_off_the_site(self, site, fetcher, to, reason):
        site.answers["/a"] = redirect(to)
        outcome = fetcher.fetch(site.url + "/a")
        assert isinstance(outcome, RefusedFetch), outcome
        assert outcome.reason is reason
        assert site.paths == ["/a"]

    def test_none_leads_where_robots_txt_forbids(self, site, fetcher):
        site.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /b")
        site.answers["/a"] = redirect("/b")
        assert fetcher.fetch(site.url + "/a").reason is RefusalReason.ROBOTS
        assert site.paths == ["/a"]


class TestEnds:
    def test_the_budget_counts_all_that_is_sent(self, site, open_fetcher):
        fetcher = open_fetcher(requests=3)
        site.answers["/a"] = redirect("/b")
        site.answers["/b"] = answer(page())
        assert isinstance(fetcher.fetch(site.url + "/a"), Page)
        with pytest.raises(NoMoreRequests) as ended:
            fetcher.fetch(site.url + "/b")
        assert ended.value.reason is EndReason.REQUESTS
        assert len(site.seen) == fetcher.requests == 3

    def test_many_failures_one_after_the_other(self, site, open_fetcher):
        fetcher = open_fetcher(failures=2, tries=1)
        site.answers["/a"] = answer(b"", "500 Internal Server Error")
        for _ in range(2):
            assert isinstance(fetcher.fetch(site.url + "/a"), FailedFetch)
        with pytest.raises(NoMoreRequests) as ended:
            fetcher.fetch(site.url + "/a")
        assert ended.value.reason is EndReason.FAILURES
