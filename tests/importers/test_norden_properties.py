import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from norden_pages import LABELS, PROSE, Page

from archive.errors import UnreadableSource
from importers.records import Document
from importers.roles.rules import read_role
from importers.sources.norden import SOURCE
from importers.sources.norden.speech.speech_types import WORDS, speech_type

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

NAMES = ["Kari Ås", "Jenis av Ø", "Þóra Ýr Ólafsdóttir", "Per J. Ås-Lind", "Eeva Äyräs"]
ROLES = ["Midtergruppen", "Statsminister, Sverige", "Præsident", "UNR", "Præsidiets talsperson"]
TYPES = [word.strip() for words in WORDS.values() for word in words.split(";")]
SHORT = ["Tak.", "Takk for ordet.", "Kiitos, puhemies!", "Herr president."]


@st.composite
def pages(draw):
    number = draw(st.none() | st.integers(1, 999))
    name = draw(st.none() | st.sampled_from(NAMES))
    suffix = draw(st.none() | st.sampled_from(["VG", "S", "Sf"])) if name else None
    word = draw(st.sampled_from(TYPES))
    before = f"{number}. " if number else ""
    shown = " ".join(filter(None, [name, f"({suffix})" if suffix else None, f"({word})"]))
    language = draw(st.sampled_from(sorted(PROSE)))
    value = st.none() | st.just("")
    page = Page(
        ui=draw(st.sampled_from(sorted(LABELS))),
        title=before + shown,
        type=draw(value | st.sampled_from(TYPES)),
        number=draw(value | st.just(str(number))) if number else draw(value),
        person=draw(value),
        external=draw(value | st.sampled_from(NAMES)),
        role=draw(value | st.sampled_from(ROLES)),
        status=draw(value | st.just("Waiting for transcription")),
        date=draw(value | st.sampled_from(["03.11.2010", "31.10.12 18:58"])),
        body=draw(st.lists(st.sampled_from([PROSE[language], *SHORT]), min_size=1, max_size=4)),
        body_first=draw(st.booleans()),
    )
    page.labels = draw(st.sampled_from([page.ui, "en"]))
    return page, name, suffix, word


@settings(max_examples=250, deadline=None)
@given(pages(), st.sampled_from(["text", "glued", "markdown", "html"]))
def test_a_page_gives_back_what_it_shows(drawn, form):
    page, name, suffix, word = drawn
    content = {
        "text": page.text(),
        "glued": page.text(gap=""),
        "markdown": page.markdown(),
        "html": page.html(),
    }[form]
    (record,) = SOURCE.parse(Document("side", content.encode()))
    title_number = int(page.title.split(".")[0]) if page.title[0].isdigit() else None
    assert record.number == title_number
    assert record.speaker == (name or page.external or None)
    assert record.speaker_suffix == suffix
    assert record.speech_type == speech_type(page.type or word)
    assert record.role == read_role(page.role)
    assert record.role_raw == (page.role or None)
    assert record.status_raw == (page.status or None)
    assert (record.started_at is None) == (not page.date)
    assert [p for s in record.segments for p in s.paragraphs] == page.body


TRICKY = st.sampled_from(
    [
        "Information", "Type", "Talenummer", "12", "Dato", "Præsident:", "Præsidenten:", "12. Sak",
        "Kari Ås (Replik)", "(", ")", "---", "# ", "Dokumentation:", "  • A 1/x", "Svaret er JA.",
        "Skandinavisk oversættelse", "…", "<p>", "</div>", "<html>", "&amp;", "<!--", "\n", " ",
        "URL: https://www.norden.org/da/protocol/1", "URL: https://norden.org/da/node/19999",
        "Reply",
        "Rådet besluttede", "Herr president!", "\u00a0", "\ufeff", "6.1.", "Vi er her nu",
    ]
)  # fmt: skip


def parses_or_refuses(content):
    """Parse; pytest shows whatever is raised that is no refusal."""
    try:
        (record,) = SOURCE.parse(Document("da_node_19999.txt", content))
    except UnreadableSource as error:
        return str(error).startswith("da_node_19999.txt: ")
    return bool(SOURCE.record_json(Document("x", content), record)["kind"])


@settings(max_examples=300, deadline=None)
@given(st.lists(TRICKY | st.text(max_size=12), max_size=25).map("\n".join))
def test_any_text_is_parsed_or_refused(text):
    assert parses_or_refuses(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.lists(TRICKY, max_size=25).map("".join))
def test_any_glued_text_is_parsed_or_refused(text):
    assert parses_or_refuses(text.encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused(content):
    assert parses_or_refuses(content)
