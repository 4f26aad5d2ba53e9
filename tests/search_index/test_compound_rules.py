"""What the splitter does with a few words of its own, and with its tables."""

import pytest
from marisa_trie import RecordTrie, Trie

from search_index.analysis.base_forms.dictionary import RECORD, Dictionary
from search_index.analysis.cache.checksummed_files import write_files
from search_index.analysis.compounds.learning import learn_part_scores
from search_index.analysis.compounds.rules import CompoundRules, Link
from search_index.analysis.compounds.splitter import LONGEST_COMPOUND, CompoundSplitter
from search_index.analysis.compounds.tables import compound_tables, open_tables, write_tables

NO_WORDS = Dictionary(RecordTrie(RECORD), Trie())


def data(**given):
    lists = ("prefixes", "openers", "suffixes", "short", "simple", "derived", "never")
    empty = dict.fromkeys((*lists, "name_endings"), frozenset())
    links = (Link("", ""), Link("s", ""))
    return CompoundRules(
        **{
            **empty,
            "words_of": ("da",),
            "links": links,
            "unmet": links,
            "inflected": (),
            "overlap": False,
            "modifiers": {},
            "heads": {},
            "participles": (),
            **given,
        }
    )


HEADS = ("minister", "handel", "skole", "hund", "stopp", "berg", "ret")
OPENINGS = ("folke", "hunde", "sølv", "buss", "arbeids", "kul")
WORDS = {*HEADS, "folke", "hunde", "sølv", "buss", "arbeid"} | {
    opening + head for opening in OPENINGS for head in HEADS
}
FORMS = {"handelen": ("handel",), "ministrene": ("minister",), "børne": ("barn",), "ret": ("ret",)}


@pytest.fixture
def taught(tmp_path):
    """Return a splitter taught by a few words."""

    def teach(words=frozenset(), names=frozenset(), **given):
        all_words = WORDS | words

        def known(form):
            return FORMS.get(form) or ((form,) if form in all_words else ())

        write_tables(
            tmp_path, "few", learn_part_scores(all_words, names, known, data(**given)), names
        )
        tables = open_tables(tmp_path, "few")
        assert tables is not None
        return CompoundSplitter(tables, data(**given), known)

    return teach


def test_an_unknown_compound_keeps_its_head_as_printed(taught):
    compound = taught().split("sølvhandelen")
    assert compound == (("sølv",), "handelen", ("sølv", "handel"), ("sølv", "handel"))
    assert compound.modifier == "sølv"


def test_compounds_within_compounds_are_split_too(taught):
    compound = taught().split("folkeskoleministrene")
    assert compound.parts == ("folke", "skole", "minister")
    assert taught().split("buss") is None


def test_short_words_are_parts_only_where_the_data_name_them(taught):
    assert taught().parts("sølvret") == ()
    assert taught(short=frozenset({"ret"})).parts("sølvret") == ("sølv", "ret")


def test_affixes_are_no_parts(taught):
    assert taught().parts("hundeskole") == ("hunde", "skole")
    assert taught(prefixes=frozenset({"hunde"})).parts("hundeskole") == ()
    assert taught(suffixes=frozenset({"skole"})).parts("hundeskole") == ()


def test_words_named_simple_and_names_stay_whole(taught):
    simple = taught(simple=frozenset({"hundeskole", "sølvhandelen"}))
    assert simple.parts("hundeskole") == simple.parts("sølvhandelen") == ()
    names = taught(names=frozenset({"sølvhandelen"}))
    assert names.parts("sølvhandelen") == ()


def test_a_simple_word_at_the_end_is_not_cut(taught):
    assert taught().parts("folkehundeskole") == ("folke", "hunde", "skole")
    whole = taught(simple=frozenset({"hundeskole"}))
    assert whole.parts("folkehundeskole") == ("folke", "hundeskole")


def test_an_inflected_simple_word_at_the_end_is_not_cut(taught):
    assert taught().parts("skolehundministrene") == ("skole", "hund", "minister")
    assert taught(simple=frozenset({"hundminister"})).parts("skolehundministrene") == ()


def test_a_name_is_cut_nowhere(taught):
    assert taught(names=frozenset({"hundminister"})).parts("skolehundministrene") == ()
    assert taught().parts("skolestoppbergminister") == ("skole", "stopp", "berg", "minister")
    named = taught(names=frozenset({"stoppberg"}))
    assert named.parts("skolestoppbergminister") == ("skole", "stoppberg", "minister")


def test_genitives_of_simple_words_and_names_stay_whole(taught):
    assert taught(words=frozenset({"bergs"})).parts("hundebergs") == ("hunde", "bergs")
    assert taught(frozenset({"bergs"}), simple=frozenset({"hundeberg"})).parts("hundebergs") == ()
    assert taught(frozenset({"bergs"}), frozenset({"zebraberg"})).parts("zebrabergs") == ()


def test_openers_open_compounds_and_stand_nowhere_else(taught):
    assert taught().parts("skolehundminister") == ("skole", "hund", "minister")
    opener = taught(openers=frozenset({"hund"}))
    assert opener.parts("skolehundminister") == ()
    assert opener.parts("hundminister") == ("hund", "minister")


def test_a_derived_closing_that_is_longer_than_the_last_word_is_not_cut(taught):
    assert taught().parts("sølvskolehandelen") == ("sølv", "skole", "handel")
    assert taught(derived=frozenset({"ehandelen"})).parts("sølvskolehandelen") == ()


def test_what_a_participle_ends_in_is_no_last_word(taught):
    given = {"words": frozenset({"sølve"}), "participles": (("handel", "e"),)}
    assert taught(**given).parts("sølvhandelen") == ()
    assert taught(**given).parts("skolehandelen") == ("skole", "handel")


def test_so_is_what_the_last_word_of_a_compound_ends_in_whatever_its_base_form(taught):
    words = frozenset({"sølve"})
    by_form = {"words": words, "participles": (("ministrene", "e"),)}
    assert taught(words=words).parts("folkesølvministrene") == ("folke", "sølv", "minister")
    assert taught(**by_form).parts("folkesølvministrene") == ()
    assert taught(**by_form).parts("folkesølvminister") == ("folke", "sølv", "minister")


def test_what_is_named_simple_counts_as_a_word_that_ends_so(taught):
    given = {"simple": frozenset({"hunde"}), "participles": (("ministrene", "e"),)}
    assert taught().parts("hundministrene") == ("hund", "minister")
    assert taught(**given).parts("hundministrene") == ()


def test_a_simple_word_is_not_cut_in_the_middle_or_opening_of_a_longer_one(taught):
    assert taught().parts("stoppberghandel") == ("stopp", "berg", "handel")
    assert taught(simple=frozenset({"stoppberg"})).parts("stoppberghandel") == ()
    whole = taught(simple=frozenset({"stoppberg"}))
    assert taught().parts("skolestoppbergshandel") == ("skole", "stopp", "berg", "handel")
    assert whole.parts("skolestoppbergshandel") == ()


def test_a_known_inflection_of_a_simple_word_stays_whole(taught):
    words = frozenset({"hundehandelen"})
    assert taught(words).parts("hundehandelen") == ("hunde", "handel")
    assert taught(words, simple=frozenset({"hundehandel"})).parts("hundehandelen") == ()


def test_the_data_say_which_base_form_an_ambiguous_last_word_has(taught):
    assert taught().parts("sølvhandelen") == ("sølv", "handel")
    assert taught(heads={"handelen": "skole"}).parts("sølvhandelen") == ("sølv", "skole")
    assert taught(heads={"handelen": "unknown"}).parts("sølvhandelen") == ()


def test_an_inflection_of_a_simple_word_or_name_stays_whole(taught):
    assert taught().parts("sølvhandelen") == ("sølv", "handel")
    assert taught(simple=frozenset({"sølvhandel"})).parts("sølvhandelen") == ()
    assert taught(names=frozenset({"hundeminister"})).parts("hundeministrene") == ()


def test_a_closing_of_derived_words_closes_known_compounds_alone(taught):
    derived = taught(derived=frozenset({"handel"}))
    assert derived.parts("sølvhandel") == ("sølv", "handel")
    assert derived.split("sølvskolehandel") is None


def test_words_that_are_parts_by_accident_alone_are_none(taught):
    never = taught(never=frozenset({"skole"}))
    assert never.parts("hundeskole") == ()
    assert never.parts("hundehandel") == ("hunde", "handel")


def test_unknown_short_words_that_end_like_names_are_names(taught):
    ending = {"name_endings": frozenset({"berg"}), "words": frozenset({"zebra"})}
    assert taught(**ending).parts("zebraberg") == ()
    assert taught(words=frozenset({"zebra"})).parts("zebraberg") == ("zebra", "berg")


def test_a_name_may_open_a_compound(taught):
    assert taught(names=frozenset({"bergen"})).parts("bergensminister") == ("bergen", "minister")
    assert taught(names=frozenset({"oslo"})).parts("oslominister") == ()


def test_a_letter_that_three_times_would_follow_itself_is_printed_twice(taught):
    assert taught(overlap=True).split("busstopp").bases == ("buss", "stopp")
    assert taught(overlap=True).split("busstopp").modifiers == ("bus",)
    assert taught().split("busstopp") is None


def test_the_data_say_which_base_form_an_odd_first_word_has(taught):
    given = {"modifiers": {"børne": "barn"}, "words": frozenset({"børneskole", "børneminister"})}
    assert taught(**given).parts("børneskole") == ("barn", "skole")


def test_inflected_first_words_have_their_base_form(taught):
    given = {"inflected": ("e",), "words": frozenset({"barn", "børneskole", "børneminister"})}
    assert taught(**given).parts("børneskole") == ("barn", "skole")


def test_words_beyond_all_measure_are_not_looked_at(taught):
    assert taught().split("folke" * LONGEST_COMPOUND + "skole") is None
    assert taught().parts("") == ()


def test_damaged_tables_are_not_opened(taught, tmp_path):
    taught()
    assert open_tables(tmp_path, "few") is not None
    (tmp_path / "few.heads").write_bytes(b"cut off")
    assert open_tables(tmp_path, "few") is None
    (tmp_path / "few.heads").unlink()
    assert open_tables(tmp_path, "few") is None


def test_tables_are_compiled_where_the_cache_folder_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr("search_index.analysis.compounds.tables.dictionary", lambda code: NO_WORDS)
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    compiled = compound_tables("is")
    assert compiled.head("mál") == compound_tables("is").head("mál") > 0
    assert compiled.is_name("reykjavík")
    assert len(list(tmp_path.rglob("*.seal"))) == 1


def test_tables_that_do_not_last_are_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("search_index.analysis.compounds.tables._compile", lambda *_: None)
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    with pytest.raises(OSError, match="cannot be read back"):
        compound_tables("is")


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "few.heads").mkdir()
    with pytest.raises(OSError, match=r"few\.heads"):
        write_files(tmp_path, "few", {"heads": b"whole"})
    assert [path.name for path in tmp_path.iterdir()] == ["few.heads"]
