import time
from contextlib import suppress

import pytest

from archive.errors import UnreadableSource
from importers.markup.blocks import Block, BlockKind, blocks, read_page
from importers.markup.decoding import MAX_PAGE_BYTES
from importers.records import Document


def document(content, name="page.txt"):
    return Document(name, content.encode() if isinstance(content, str) else content)


def texts(content, name="page.txt"):
    return [block.text for block in blocks(document(content, name))]


def test_plain_text_gives_one_block_a_line_that_is_not_blank():
    assert texts("URL: https://www.norden.org/da/node/1\nEn\u00a0 linje \n\n \u00a0\nTo\r\n") == [
        "En linje",
        "To",
    ]


def test_address_line_becomes_the_address():
    assert read_page(document("URL: https://www.norden.org/da/node/1\nTekst")).address == (
        "https://www.norden.org/da/node/1"
    )


def test_markdown_headings_links_rules_bullets_and_escapes():
    found = blocks(document("---\n# 12\\. Kari Ås (Replik)\n\n[Kari Ås](#)\n\n* **En** sak\n"))
    assert found == (
        Block("", BlockKind.RULE),
        Block("12. Kari Ås (Replik)", BlockKind.HEADING),
        Block("Kari Ås"),
        Block("En sak", BlockKind.BULLET),
    )


def test_brackets_and_stars_of_plain_text_stay():
    assert texts("Punkt [1] og **to**") == ["Punkt [1] og **to**"]


def test_line_breaks_of_html_separate_lines_and_inline_tags_do_not():
    assert texts("<html><body><p>En<br>to <b>tre</b>\n fire</p></body></html>") == [
        "En",
        "to tre fire",
    ]


def test_a_break_within_plain_text_separates_lines():
    assert texts("En<br/>to") == ["En", "to"]


def test_frame_of_the_site_is_left_out():
    page = (
        "<!doctype html><html><body><header>Norden</header><nav>Meny</nav><aside>Mer</aside>"
        "<form>Søk<input value=x></form><div role='dialog'>Cookies</div><div hidden>Skjult</div>"
        "<div aria-hidden='true'>Ikon</div><script>var a</script><style>p{}</style>"
        "<div>Tekst</div>etter<hr><ul><li>Punkt</li></ul><footer>Kontakt</footer></body></html>"
    )
    assert blocks(document(page)) == (
        Block("Tekst"),
        Block("etter"),
        Block("", BlockKind.RULE),
        Block("Punkt", BlockKind.BULLET),
    )


def test_frame_without_tags_of_its_own_is_told_by_names_and_links():
    # As Drupal 7 and older sites write it: no element but div.
    page = (
        "<body><div id=skip-link><a href=#m>Gå til indhold</a></div>"
        "<div id=header class=clearfix><div id=site-name>Norden</div></div>"
        "<div id=navigation><ul class=menu><li><a href=/da>Hjem</a></ul></div>"
        "<div class=breadcrumb>Hjem » Taler</div>"
        "<div class='page-header'><h1>12. Kari Ås (Replik)</h1></div>"
        "<ul><li><a hreflang=da href=/da/node/5>dansk</a><li><a hreflang=fi href=/fi/node/5>suomi"
        "</a></ul><p>Hr. præsident!</p><ul><li><a href=/da/node/6/print>A 1904/PRE</a></ul>"
        "<ul class=links><li><a href=/da/node/5/printable/print>Printervenlig</a></ul>"
        "<div class='region region-footer' id=footer><p>Ved Stranden 18</p></div></body>"
    )
    assert [block.text for block in blocks(document(page))] == [
        "12. Kari Ås (Replik)",
        "Hr. præsident!",
        "A 1904/PRE",
    ]


def test_main_is_preferred_and_a_header_within_it_is_kept():
    page = "<html><body><p>Ute</p><main><header><h1>Tittel</h1></header><p>Inne</p></main></body>"
    assert texts(page) == ["Tittel", "Inne"]


def test_the_article_with_most_text_is_taken():
    page = "<html><body><article>Kort</article><article><p>En lengre tekst</p></article></body>"
    assert texts(page) == ["En lengre tekst"]


def test_the_head_gives_address_title_and_language():
    page = (
        '<html lang="sv"><head><title>Kari Ås (Replik) | Norden</title>'
        '<meta property="og:url" content="https://www.norden.org/sv/node/7">'
        '<link rel="shortlink" href="https://www.norden.org/sv/node/8"></head><body>x</body></html>'
    )
    found = read_page(document(page))
    assert (found.address, found.title, found.language) == (
        "https://www.norden.org/sv/node/8",
        "Kari Ås (Replik)",
        "sv",
    )


def test_the_title_comes_from_h1_or_else_og_title():
    assert read_page(document("<html><body><h1>Over</h1><p>x</body></html>")).title == "Over"
    page = '<html><head><meta property="og:title" content="Under"></head><body>x</body></html>'
    assert read_page(document(page)).title == "Under"
    assert read_page(document("<html><body><p>x</p></body></html>")).title is None


def test_deeply_nested_html_is_read():
    page = "<html><body>" + "<div>" * 5000 + "Dypt" + "</div>" * 5000
    assert all(text == "Dypt" for text in texts(page))


def test_html_without_any_element_of_text_gives_no_blocks():
    assert texts("<html><body><script>x</script></body></html>") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\xc2\xa0\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x7fELF\x02\x00\x00tekst", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"a" * (MAX_PAGE_BYTES + 1), "10,000,001 bytes"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>',
            "entities",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><p>&f;</p>',
            "entities",
        ),
    ],
)
def test_what_is_no_page_is_refused_by_name(content, reason):
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        blocks(document(content, "mappe/side.txt"))
    assert "mappe/side.txt" in str(refusal.value)


def test_html_of_nothing_but_a_comment_is_refused():
    with pytest.raises(UnreadableSource, match="not readable as HTML"):
        blocks(document("<!-- ingenting -->"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeffÅrets ord".encode(), None),
        ("Årets ord".encode("utf-16"), None),
        ("Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=iso-8859-15><body>Årets ord".encode("iso-8859-15"), "iso8859-15"),
        ("<html><meta charset=utf-8><body>Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=klingon><body>Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=base64><body>Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=undefined><body>Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=utf-16><body>Årets ord".encode("cp1252"), "windows-1252"),
        ("<html><meta charset=unicode_escape><body>Årets ord".encode("cp1252"), "windows-1252"),
    ],
)
def test_other_encodings_are_read_and_said(content, expected):
    page = read_page(document(content))
    assert [block.text for block in page.blocks] == ["Årets ord"]
    assert [issue.code for issue in page.issues] == (["encoding"] if expected else [])
    assert all(expected in issue.message for issue in page.issues)


def test_characters_lost_before_are_said():
    assert [
        issue.code
        for issue in read_page(
            document("Stats\ufffddet er enig med oss, og det er vi glade for i dag. " * 9)
        ).issues
    ] == ["encoding"]


def test_decomposed_letters_are_composed():
    assert texts("A\u030arets") == ["Årets"]


@pytest.mark.parametrize(
    "odd", ["[", "**a ", "__a ", "[a](", "[a](b", "![", "- ", "\\[", "#", "# "]
)
def test_odd_markdown_costs_no_more_than_its_length(odd):
    text = "# A\n\n" + "# b" + odd * (50_000 // len(odd)) + "c"
    begin = time.process_time()
    with suppress(UnreadableSource):  # as a word longer than any, which costs no more
        read_page(document(text.encode()))
    assert time.process_time() - begin < 5


def test_a_picture_that_is_a_link_is_read_by_its_name():
    page = read_page(document("# A\n\n[![Kart](a.png)](https://example.org) [![](b.png)](c)\n"))
    assert [block.text for block in page.blocks] == ["A", "Kart"]
