from datetime import date

import pytest
from generated_questions import queries
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import InvalidQuery
from search_index.query.parser import parse
from search_index.query.query_text import query_text
from search_index.query.tree import (
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Wildcard,
    Word,
)

_FROM_2011 = NumberRange("year", 2011, None)


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
        ("YEAR:2012", FieldIs("year", "2012")),
        ("LANGUAGE:fi", FieldIs("language", "fi")),
        ("number:211", FieldIs("number", "211")),
        ("role:minister", FieldIs("role", "minister")),
        ("language:nb", FieldIs("language", "nb")),
        ("topic:(trade OR fish)", Or((FieldIs("topic", "trade"), FieldIs("topic", "fish")))),
        ("year:2012", FieldIs("year", "2012")),
        ("year:[2010 TO 2012]", NumberRange("year", 2010, 2012)),
        ("year:{2010 TO 2012]", NumberRange("year", 2011, 2012)),
        ("year:[2010 TO *]", NumberRange("year", 2010, None)),
        ("year:>=2010", NumberRange("year", 2010, None)),
        ("year:>2010 year:<2012", And((_FROM_2011, NumberRange("year", None, 2011)))),
        ("number:[1 TO 20]", NumberRange("number", 1, 20)),
        ("number:>99999", NumberRange("number", 100000, None)),
        ("number:*", NumberRange("number", None, None)),
        ("date:2012-10-31", DateRange(date(2012, 10, 31), date(2012, 10, 31))),
        ("date:2012-02", DateRange(date(2012, 2, 1), date(2012, 2, 29))),
        ("date:[2012-10 TO 2013]", DateRange(date(2012, 10, 1), date(2013, 12, 31))),
        ("date:{2011 TO 2013}", DateRange(date(2012, 1, 1), date(2012, 12, 31))),
        ('date:["2012-10-31" TO *]', DateRange(date(2012, 10, 31), None)),
        ("date:<=2012", DateRange(None, date(2012, 12, 31))),
        ("date:*", DateRange(None, None)),
        ("assembly:folketing", FieldIs("assembly", "folketing")),
        ("language:NB", FieldIs("language", "nb")),
        ("country:dk", FieldIs("country", "DK")),
        (r'speaker:"a\"b"', FieldIs("speaker", 'a"b')),
        (r"speaker:a\:b", FieldIs("speaker", "a:b")),
        (r"menneske\*", Word("menneske")),
        (r'"menneske\* handel"', Phrase(("menneske", "handel"))),
        (r"\=handel", Word("handel")),
        (r"\(a", Word("a")),
        (r"\"a b", And((Word("a"), Word("b")))),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
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
        ("AND", 0, None, "AND stands at position 0"),
        ("OR a", 0, "a", "OR stands at position 0"),
        ("a AND OR b", 6, "a AND b", "OR stands at position 6"),
        ("NOT", 3, None, "ends where a word is missing"),
        ("a)", 1, "a", "position 1 closes none"),
        ("x (a b", 2, "x (a b)", "bracket is never closed"),
        ("((a) b", 0, "((a) b)", "bracket is never closed"),
        ("a ()", 3, "a", "brackets hold no word"),
        ('x "a b', 2, 'x "a b"', "quotation mark is never closed"),
        ('"(a" (b', 5, '"(a" (b)', "bracket is never closed"),
        ("a ]b", 2, "a b", "cannot be understood from position 2"),
        ("speaker:", 8, None, "after speaker: a value is expected"),
        ("a speaker:", 10, "a", "after speaker: a value is expected"),
        ("year:[2010 TO 2012", 5, "year:[2010 TO 2012]", "range is never closed"),
        ("speker:anna", 0, "speaker:anna", "no field 'speker'"),
        ("a role_kind:guest", 2, "a role:guest", "no field 'role_kind'"),
        ("klokken:tolv", 0, '"klokken tolv"', "no field 'klokken'"),
        ("speaker:topic:a", 8, None, "within the field 'speaker'"),
        ("speaker:(a language:nb)", 11, None, "within the field 'speaker'"),
        ("x language:dk", 11, "x language:da", "'dk'"),
        ("language:(da OR Norwegian)", 16, "language:(da OR nb)", "'Norwegian'"),
        ("role:ministre", 5, "role:minister", "'ministre'"),
        ("country:Norway", 8, "country:NO", "two letters"),
        ("number:elleve", 7, None, "'elleve' is no number"),
        ("number:1000000000", 7, None, "at most 9 digits"),
        ("year:20122", 5, None, "at most 4 digits"),
        ("number:-5", 7, "-number:5", "before a field, not before its value"),
        ("topic:+a", 6, "+topic:a", "before a field, not before its value"),
        ("date:31.10.2012", 5, None, "no date"),
        ("date:2012-13", 5, None, "no date"),
        ("year:[2012 TO 2010]", 5, None, "holds nothing"),
        ("number:{1 TO 2}", 7, None, "holds nothing"),
        ("year:<0", 6, None, "no such number beyond 0"),
        ("year:{9999 TO *]", 6, None, "no such number beyond 9999"),
        ("number:>999999999", 8, None, "no such number beyond 999999999"),
        ("date:>9999", 6, None, "no day beyond"),
        ("year:[-1 TO 5]", 6, None, "is no bound"),
        ("session:[62 TO 64]", 8, None, "has no ranges"),
        ("speaker:*", 8, None, "whole values"),
        ("speaker:anna*", 8, None, "whole values"),
        ('speaker:""', 8, None, "only blanks"),
        ("topic:trade*~", 6, None, "a value is expected"),
        ("x^2", 0, "x", "no weights"),
        ("[2012 TO 2013]", 0, "date:[2012 TO 2013]", "needs a field"),
        ("<=5", 0, None, "needs a field"),
        (">2012", 0, "date:>2012", "needs a field"),
        ("topic:/a b/", 6, None, "a value is expected"),
        ("a && b", 2, "a AND b", "written AND"),
        ("a || b", 2, "a OR b", "written OR"),
        ("handel~3", 0, "handel~2", "1 or 2 edits"),
        ("handel~0", 0, "handel~1", "1 or 2 edits"),
        ("a handel~1.5", 2, "a handel~2", "1 or 2 edits"),
        ("handel~1.2.3", 6, "handel", "number after ~"),
        ('"a b"~1.5', 5, '"a b"', "number after ~"),
        ("handel^.", 6, "handel", "number after ~"),
        ("hand*~1", 0, '"hand"', "single word"),
        ("x =hand* y", 2, 'x "hand" y', "single word"),
        ('a ="b c"', 2, 'a "b c"', "not with a phrase"),
        ("=–", 0, None, "single word"),
        ("x a*", 2, None, "2 letters"),
        ("a*b/c*", 0, None, "more than one word"),
        ("ab*b/cd*", 0, "ab*b cd*", "more than one word"),
        ('"ab* b"', 0, "ab* b", "no meaning within quotation marks"),
        ('"a b"~101', 0, '"a b"~100', "100 words apart"),
        ('""', 0, None, "hold no word"),
        ("–", 0, None, "no letter and no digit"),
        ("-", 0, None, "no letter and no digit"),
        (" ' /", 0, None, "no letter and no digit"),
        ("\\", 0, None, "no letter and no digit"),
        ("(" * 21 + "a" + ")" * 21, 20, None, "20 deep"),
        ("NOT " * 30 + "a", 84, None, "20 levels"),
        ("a " * 65, 128, None, "64 words"),
        ("*:* " * 65, 256, None, "64 words"),
        ("a" * 1001, 1000, None, "1000 characters, not 1001"),
        ("ab* " * 17, 64, None, "16 words with * or ?"),
        ("NOT ab~ " * 9, 68, None, "8 words with ~"),
        ('"' + "a " * 65 + '"', 0, f'"{" ".join("a" * 64)}"', "64 words, not 65"),
        ("a " + "b/" * 65, 2, 'a "' + " ".join("b" * 64) + '"', "64 words"),
        ("a " + "-".join("b" * 65), 2, None, "64 words"),
        ("\u2010".join("b" * 65), 0, None, "64 words, not 65"),
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
        if explained.suggestion is not None:
            parse(explained.suggestion)
        assert explained.position is None or 0 <= explained.position <= len(q)
    else:
        assert parse(query_text(tree)) == tree


@settings(deadline=None, max_examples=100)
@given(queries)
def test_a_described_query_means_the_same(tree):
    read = parse(query_text(tree))
    assert parse(query_text(read)) == read


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
        r"eu\:s*",
        r"=a\:b",
        r"\AND~1",
        r"a\:b~2",
    ],
)
def test_identifiers_are_written_plainly_and_other_values_in_quotation_marks(written):
    assert query_text(parse(written)) == written


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
    assert parse(query_text(tree)) == tree
