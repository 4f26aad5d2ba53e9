import pytest
from archives import queries
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import InvalidQuery
from search_index.query import (
    And,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
)
from search_index.syntax import describe, parse


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("*", Everything()),
        ("*:*", Everything()),
        ("handel", Word("handel")),
        ("handel med", And((Word("handel"), Word("med")))),
        ("a b c", And((Word("a"), Word("b"), Word("c")))),
        ("a AND b AND c", And((Word("a"), Word("b"), Word("c")))),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("a b OR c", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("(a b) OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("NOT a", Not(Word("a"))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a !b", And((Word("a"), Not(Word("b"))))),
        ("+a", Word("a")),
        ('"handel med mennesker"', Phrase(("handel", "med", "mennesker"))),
        ("“handel med”", Phrase(("handel", "med"))),
        ("»handel med«", Phrase(("handel", "med"))),
        ('"handel mennesker"~5', Phrase(("handel", "mennesker"), 5)),
        ('"handel"', Phrase(("handel",))),
        ('"handel"~3', Phrase(("handel",))),
        (r"\AND", Word("AND")),
        ("menneske*", Wildcard("menneske*")),
        ("*handel", Wildcard("*handel")),
        ("F?sk", Wildcard("f?sk")),
        ("menneske**,", Wildcard("menneske*")),
        ("handel~1", Fuzzy("handel", 1)),
        ("handel~2", Fuzzy("handel", 2)),
        ("handel~", Fuzzy("handel", 1)),
        ("=Handel", Exact("Handel")),
        ("=EU:ssa", Exact("EU:ssa")),
        ("speaker:anna-ljunggren", FieldIs("speaker", "anna-ljunggren")),
        ('Speaker:"anna"', FieldIs("speaker", "anna")),
        ("number:211", FieldIs("number", "211")),
        ("role:minister", FieldIs("role", "minister")),
        ("language:nb", FieldIs("language", "nb")),
        ("topic:(trade OR fish)", Or((FieldIs("topic", "trade"), FieldIs("topic", "fish")))),
        ("trafficking, fisk.", And((Word("trafficking"), Word("fisk")))),
    ],
)
def test_reads(q, tree):
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("§ 257", And((Word("§"), Word("257")))),
        ("A 1636/kultur", And((Word("A"), Phrase(("1636", "kultur"))))),
        ("nordisk-baltisk", Word("nordisk-baltisk")),
        ("Norden - Baltikum", And((Word("Norden"), Word("Baltikum")))),
        ("Norden – Baltikum", And((Word("Norden"), Word("Baltikum")))),
        ("2012 / 2013", And((Word("2012"), Word("2013")))),
        ("/kultur/", Word("kultur")),
        ("EU:n", Word("EU:n")),
        ("18:58", Phrase(("18", "58"))),
        ("d'Hondt", Word("d'Hondt")),
        ("nordisk-balt*", Wildcard("nordisk-balt*")),
        ("d'Hon*", Wildcard("d'hon*")),
        ("*-og-b?lt", Wildcard("*-og-b?lt")),
        ("'ord'", Word("ord")),
        ("Nej!", Word("Nej")),
        ("C++ !", Word("C")),
        ("æøå ÄÖ þð", And((Word("æøå"), Word("ÄÖ"), Word("þð")))),
        ("und TO x", And((Word("und"), Word("TO"), Word("x")))),
        (r"a\:b", Word("a:b")),
        ("a\\", Word("a")),
        ("a\0b", And((Word("a"), Word("b")))),
        ("x (§) -–", And((Word("x"), Word("§")))),
        ('(§ OR –) "a b"', And((Word("§"), Phrase(("a", "b"))))),
    ],
)
def test_plain_nordic_text_is_no_trap(q, tree):
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "position", "suggestion", "says"),
    [
        ("handel AND", 10, "handel", "ends where a word is missing"),
        ("AND", 0, None, "position 0"),
        ("a)", 1, "a", "position 1"),
        ("x (a b", 2, "x (a b)", "bracket is never closed"),
        ('x "a b', 2, 'x "a b"', "quotation mark is never closed"),
        ("speker:anna", 0, "speaker:anna", "no field 'speker'"),
        ("klokken:tolv", 0, '"klokken tolv"', "no field 'klokken'"),
        ("speaker:topic:a", 8, None, "within the field 'speaker'"),
        ("x language:dk", 11, "language:kl", "'dk'"),
        ("role:ministre", 5, "role:minister", "'ministre'"),
        ("number:elleve", 7, None, "'elleve' is no number"),
        ("number:>5", 7, None, "a value is expected"),
        ("topic:trade*~", 6, None, "a value is expected"),
        ("x^2", 0, None, "no weights"),
        ("[a TO b]", 0, None, "from, to and session"),
        ("<=5", 0, None, "from, to and session"),
        (">a", 0, None, "from, to and session"),
        ("topic:/a b/", 6, None, "a value is expected"),
        ("a && b", 2, "AND", "written AND"),
        ("a || b", 2, "OR", "written OR"),
        ("handel~3", 0, "handel~2", "1 or 2 edits"),
        ("handel~1.5", 0, "handel~2", "1 or 2 edits"),
        ("handel~1.2.3", 6, "handel 1 2 3", "number after ~"),
        ("handel^.", 6, "handel", "number after ~"),
        ("hand*~1", 0, '"hand"', "single word"),
        ("=hand*", 0, '"hand"', "single word"),
        ("=–", 0, None, "single word"),
        ("x a*", 2, None, "2 letters"),
        ("a*b/c*", 0, "a*b c*", "more than one word"),
        ('"a* b"', 0, "a* b", "no meaning within quotation marks"),
        ('"a b"~101', 0, None, "100 words apart"),
        ('""', 0, None, "hold no word"),
        ("–", 0, None, "no letter and no digit"),
        ("(" * 21 + "a" + ")" * 21, 20, None, "20 deep"),
        ("NOT " * 30 + "a", 84, None, "levels"),
        ("a " * 65, 128, None, "more than 64"),
        ("a" * 1001, 1000, None, "1001 characters"),
    ],
)
def test_what_cannot_be_understood_is_explained(q, position, suggestion, says):
    with pytest.raises(InvalidQuery) as caught:
        parse(q)
    assert says in str(caught.value)
    assert (caught.value.position, caught.value.suggestion) == (position, suggestion)


@settings(deadline=None, max_examples=300)
@given(
    st.text(
        alphabet=st.sampled_from("aåé1 ()\"~*?:=-+!/\\^[]{}<>§–'’&|.,ANDORT\ue000"), max_size=30
    )
)
def test_any_text_is_read_or_explained(q):
    try:
        tree = parse(q)
    except InvalidQuery as error:
        tree, explained = None, error
    if tree is None:
        assert str(explained)
        assert explained.position is None or 0 <= explained.position <= len(q)
    else:
        assert parse(describe(tree)) == tree


@settings(deadline=None, max_examples=100)
@given(queries)
def test_a_described_query_means_the_same(tree):
    read = parse(describe(tree))
    assert parse(describe(read)) == read


@pytest.mark.parametrize(
    "written",
    [
        "concept:human_trafficking",
        "speaker:anna-ljunggren",
        "session:2012-theme",
        "speaker:åse-ødegård",
        "speaker:lower-and",
        'speaker:"AND"',
        'speaker:"a b"',
        'speaker:"a:b"',
        'speaker:"-a"',
        'speaker:"a*"',
    ],
)
def test_identifiers_are_written_plainly_and_other_values_in_quotation_marks(written):
    assert describe(parse(written)) == written


VALUES = st.one_of(
    st.from_regex(r"\w+(-\w+)*", fullmatch=True),
    st.text(alphabet=st.sampled_from("aÅé1_-:'’. §/\\()[]*?~^=+!ANDORT"), min_size=1),
)


@settings(deadline=None, max_examples=200)
@given(VALUES, st.booleans())
def test_a_described_value_is_read_as_the_same(value, quoted):
    try:
        tree = parse(f'speaker:"{value}"' if quoted else f"speaker:{value}")
    except InvalidQuery:
        return
    assert parse(describe(tree)) == tree
