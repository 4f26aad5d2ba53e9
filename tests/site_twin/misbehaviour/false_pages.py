"""Pages answered with 200 that are not what was asked for."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from site_twin.answers import Answer, Asked, page, redirect
from site_twin.frame import framed
from site_twin.misbehaviour.base import Misbehaviour, OfPages, Surroundings


@dataclass(frozen=True, kw_only=True)
class _FalsePage(OfPages):
    """Another page in the place of the right one."""

    title: ClassVar[str]
    main: ClassVar[str]

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page(framed("en", self.title, f"<h1>{self.title}</h1>\n{self.main}"))


@dataclass(frozen=True, kw_only=True)
class Maintenance(_FalsePage):
    """The page that Drupal shows while it is mended, with 200 by a proxy before it."""

    name: ClassVar[str] = "maintenance"
    title: ClassVar[str] = "Site under maintenance"
    main: ClassVar[str] = (
        "<p>norden.org is currently under maintenance. We should be back shortly. "
        "Thank you for your patience.</p>"
    )


@dataclass(frozen=True, kw_only=True)
class ConsentWall(_FalsePage):
    """A wall that wants consent to cookies before it shows anything."""

    name: ClassVar[str] = "consent_wall"
    title: ClassVar[str] = "We use cookies"
    main: ClassVar[str] = (
        "<p>Before you continue to norden.org, please accept or reject our use of cookies.</p>"
        '<form action="/consent" method="post"><button>Accept all cookies</button></form>'
    )


@dataclass(frozen=True, kw_only=True)
class LoginPage(_FalsePage):
    """A form that wants name and password."""

    name: ClassVar[str] = "login_page"
    title: ClassVar[str] = "Log in"
    main: ClassVar[str] = (
        '<form action="/user/login" method="post"><label>Username<input name="name"></label>'
        '<label>Password<input name="pass" type="password"></label><button>Log in</button></form>'
    )


@dataclass(frozen=True, kw_only=True)
class EmptyShell(OfPages):
    """A page that a script would fill."""

    name: ClassVar[str] = "empty_shell"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page(
            '<!doctype html><html lang="en"><head><title>norden.org</title></head><body>'
            "<noscript>You need to enable JavaScript to run this app.</noscript>"
            '<div id="root"></div><script src="/static/js/main.js"></script></body></html>'
        )


@dataclass(frozen=True, kw_only=True)
class Blank(OfPages):
    """A body of no bytes."""

    name: ClassVar[str] = "blank"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return replace(answer, body=b"")


@dataclass(frozen=True, kw_only=True)
class SearchPage(_FalsePage):
    """What a search shows that finds nothing, in the place of pages that are there."""

    name: ClassVar[str] = "search_page"
    title: ClassVar[str] = "Search"
    main: ClassVar[str] = (
        '<form action="/en/search"><input name="q" type="search"><button>Search</button></form>'
        "<h2>Search results</h2><p>Your search yielded no results.</p>"
    )


@dataclass(frozen=True, kw_only=True)
class SoftMissing(Misbehaviour):
    """200 where nothing is: a page that says so, or that searches."""

    name: ClassVar[str] = "soft_missing"

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return answer.kind == "missing"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        main = "<h1>Page not found</h1><p>The requested page could not be found.</p>"
        if around.dice.random() < 0.5:
            main = f"<h1>{SearchPage.title}</h1>\n{SearchPage.main}"
        return page(framed("en", "Page not found", main), kind="missing")


@dataclass(frozen=True, kw_only=True)
class CookiesRequired(OfPages):
    """Whoever brings no cookie gets one, and is led to the same address again."""

    name: ClassVar[str] = "cookies_required"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        if "passed=1" in asked.headers.get("cookie", ""):
            return answer
        sent = redirect(around.base + asked.target, 302)
        return replace(sent, headers={**sent.headers, "Set-Cookie": "passed=1; Path=/"})


@dataclass(frozen=True, kw_only=True)
class WrongMediaType(OfPages):
    """Pages that are said to be something else."""

    name: ClassVar[str] = "wrong_media_type"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        kind = around.dice.choice(("application/pdf", "image/png", "application/octet-stream"))
        return replace(answer, headers={**answer.headers, "Content-Type": kind})


@dataclass(frozen=True, kw_only=True)
class ChangedLabels(OfPages):
    """A new release of the site with other labels, which no table knows."""

    name: ClassVar[str] = "changed_labels"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        text = answer.body.decode()
        for old, new in _NEW_LABELS.items():
            text = re.sub(rf">{old}<", f">{new}<", text)
        return replace(answer, body=text.encode())


_NEW_LABELS = {
    "Talenummer": "Løbenr.",
    "Tale nummer": "Løpenr.",
    "Tal nummer": "Löpnr",
    "Puheen numero": "Järjestysnro",
    "Ræðunúmer": "Raðnr.",
    "Speech number": "Seq. no.",
    "Dato": "Tidspunkt",
    "Datum": "Tidpunkt",
    "Date": "Point in time",
}


@dataclass(frozen=True, kw_only=True)
class WrongCharset(OfPages):
    """A header that names another encoding than that of the body."""

    name: ClassVar[str] = "wrong_charset"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        declared = around.dice.choice(("iso-8859-1", "utf-16", "no-such-charset"))
        kind = f"text/html; charset={declared}"
        return replace(answer, headers={**answer.headers, "Content-Type": kind})


@dataclass(frozen=True, kw_only=True)
class Noise(OfPages):
    """Pages that are never the same twice: a token in a form, the time in a comment."""

    name: ClassVar[str] = "noise"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        token = f"<!-- {asked.order} -->\n</body>".encode()
        return replace(answer, body=answer.body.replace(b"</body>", token))
