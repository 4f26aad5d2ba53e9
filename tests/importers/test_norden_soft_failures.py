"""Pages that are answered in another's place with 200 hold no record, whatever their language."""

import pytest
from norden_pages import PROSE, Page

from archive.errors import UnreadableSource
from importers.records import Document
from importers.sources.norden import SOURCE
from importers.sources.norden.soft_failures import SoftFailure

SPEECH = "https://www.norden.org/da/node/19025"


def parse(markup, url=SPEECH):
    return list(SOURCE.parse(Document("page.html", markup.encode(), url=url)))


def framed(main, title="norden.org"):
    return (
        f"<!doctype html><html><head><title>{title}</title><script src=/a.js></script></head><body>"
        f"<header><nav><a href=/da>Forsiden</a></nav></header><main>{main}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("main", "told"),
    [
        ("<h1>Site under maintenance</h1><p>Back soon.</p>", "maintenance"),
        ("<p>norden.org is currently down for maintenance.</p>", "maintenance"),
        ("<p>Siden er midlertidigt ude af drift. Prøv igen senere.</p>", "maintenance"),
        ("<p>Webbplatsen är tillfälligt otillgänglig.</p>", "maintenance"),
        ("<h1>Huoltokatko</h1><p>Palaamme pian.</p>", "maintenance"),
        ("<p>Vefurinn er lokaður vegna viðhalds.</p>", "maintenance"),
        ("<h1>We use cookies</h1><p>Read more.</p>", "consent"),
        ("<p>Godta informasjonskapsler for å fortsette.</p>", "consent"),
        ("<p>Hyväksy kaikki evästeet jatkaaksesi.</p>", "consent"),
        ("<h1>Logga in</h1><p>Namn och lösenord</p>", "login"),
        ("<p>Medlemmar</p><form><input type='password' name=p></form>", "login"),
        ("<h1>Access denied</h1><p>You may not see this.</p>", "login"),
        ("<div id=root></div>", "script"),
        ("<noscript>Du skal aktivere JavaScript for at bruge siden.</noscript>", "script"),
        ("<p>You need to enable JavaScript to run this app.</p>", "script"),
        ("<h1>Search results</h1><p>Kari</p>" + f"<p>{PROSE['da']}</p>" * 9, "search"),
        ("<h1>Hakutulokset</h1><p>Ei tuloksia</p>", "search"),
        ("<h1>Siden ble ikke funnet</h1>", "there is none"),
        ("<h1>Page not found</h1><p>The requested page could not be found.</p>", "there is none"),
        ("<h1>The website encountered an unexpected error.</h1>", "error"),
        ("<h1>Just a moment...</h1><p>Checking your browser</p>", "check"),
    ],
)
def test_they_are_told_by_what_they_say(main, told):
    with pytest.raises(SoftFailure, match=told):
        parse(framed(main))


@pytest.mark.parametrize("language", ["da", "nb", "sv", "fi", "is", "en"])
@pytest.mark.parametrize(
    "said",
    [
        "Vi skal logge ind på en ny tid og acceptere cookies, søge og vedligeholde siden.",
        "Please enable JavaScript. Page not found. Log in. Search results. Under maintenance.",
    ],
)
def test_a_speech_may_say_all_that(language, said):
    page = Page(body=[said, PROSE[language]])
    assert parse(page.html(), url="https://www.norden.org/da/node/40001")


def test_a_long_speech_without_title_and_fields_is_one():
    said = f"<p>Herr president! {PROSE['sv']} Vi är temporarily unavailable.</p>" * 12
    assert parse(framed(said))


def test_a_short_one_is_one_too():
    assert parse(framed(f"<p>Fru talman! {PROSE['sv']}</p>"))


DEBATED = (
    "Herra forseti. Þingið samþykkti þetta í Malle í fyrra",
    "Vi skal acceptere alle cookies, logge ind og aktivere JavaScript",
    "Siden er midlertidigt ude af drift, prøv igen senere",
    "You must log in; the requested page could not be found; captcha",
)


@pytest.mark.parametrize("said", DEBATED)
def test_a_short_protocol_is_one_whatever_is_debated(said):
    lines = [
        "<h2>4. Grænsehindringer</h2>",
        "<p>Præsident: GÖRAN NÄSBACKA</p>",
        "<p>Presidenten: Vi går nu over til sak 4.</p>",
        f"<p>{said} …</p>",
        "<p>Presidenten: Debatten er avsluttet.</p>",
        "<p>Rådet besluttede at følge udvalgets forslag</p>",
    ]
    page = framed("".join(lines), title="4. Grænsehindringer")
    (record,) = parse(page, "https://www.norden.org/en/protocol/21476")
    assert (record.item_number, len(record.remarks)) == ("4", 2)


def test_news_below_a_banner_are_news():
    banner = "<div><h2>We use cookies</h2><p>Accept all cookies to go on.</p></div>"
    menu = "".join(f"<p>{name}</p>" for name in ("Home", "News", "Sessions", "Contact", "About"))
    news = f"{banner}{menu}<h1>Ministers met</h1><p>12.04.19 | News</p><p>They talked.</p>"
    with pytest.raises(UnreadableSource, match="marks news") as refused:
        parse(news)
    assert not isinstance(refused.value, SoftFailure)


def test_part_of_a_word_asks_for_no_consent():
    page = framed("<p>Forseti. Þetta samþykkti þing í Sallen í fyrra.</p>")
    with pytest.raises(UnreadableSource) as raised:
        parse(page, "https://www.norden.org/da/nyheder")
    assert not isinstance(raised.value, SoftFailure)
