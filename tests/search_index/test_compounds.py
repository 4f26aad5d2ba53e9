import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marisa_trie import RecordTrie, Trie

from search_index.analysis.base_forms import BaseForms
from search_index.analysis.compound_data import COMPOUND_LANGUAGES, CompoundData, Link
from search_index.analysis.compound_data import compound_data as data_of
from search_index.analysis.compound_learning import SHORTEST_FREE, learn
from search_index.analysis.compound_tables import compound_tables, open_tables, write_tables
from search_index.analysis.compounds import LONGEST_COMPOUND, Compounds, compounds
from search_index.analysis.dictionary import RECORD, Dictionary
from search_index.analysis.languages import language_data
from search_index.analysis.sealed_files import write_sealed

SPLITTERS = {}
NO_WORDS = Dictionary(RecordTrie(RECORD), Trie())


def splitter(code):
    if code not in SPLITTERS:
        SPLITTERS[code] = compounds(code, BaseForms(language_data(code)).known)
    return SPLITTERS[code]


@pytest.mark.parametrize(
    ("code", "form", "parts"),
    [
        ("da", "menneskehandelsofre", "menneske handel offer"),
        ("da", "finansministerens", "finans minister"),
        ("da", "udenrigsministeren", "udenrigs minister"),
        ("da", "havvindmøller", "hav vind mølle"),
        ("da", "kulturministeriet", "kultur ministerium"),
        ("da", "børnebøger", "barn bog"),
        ("nb", "helsevesenet", "helse vesen"),
        ("nb", "arbeidslivet", "arbeid liv"),
        ("nb", "fylkeskommunene", "fylke kommune"),
        ("nn", "fylkeskommunane", "fylke kommune"),
        ("sv", "människohandelsoffer", "människa handel offer"),
        ("sv", "skolpolitiken", "skola politik"),
        ("sv", "gatubelysningen", "gata belysning"),
        ("fi", "ihmiskaupanvastainen", "ihminen kauppa vastainen"),
        ("fi", "ihmisoikeudet", "ihminen oikeus"),
        ("fi", "yhteistyössä", "yhteinen työ"),
        ("is", "mansalsmál", "mansal mál"),
        ("is", "þjóðgarðinum", "þjóð garður"),
    ],
)
def test_compounds_split_into_base_forms(code, form, parts):
    assert splitter(code).parts(form) == tuple(parts.split())


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("da", "forhandling behandling handel kultur spørgende sverige kærlighed betydning og æ"),
        ("nb", "forhandling utvikling transport kulturen vennskap arbeidsløs"),
        ("sv", "sverige regering behandling konstnär vänskap uppdrag meningslös"),
        ("fi", "helsinki kokonainen suomalainen hallitus univormu"),
        ("is", "ísland hreyfing"),
    ],
)
def test_derived_words_names_and_simple_words_stay_whole(code, forms):
    assert [form for form in forms.split() if splitter(code).parts(form)] == []


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        # Names and known words at the end; genitives; participles that look like two words.
        ("da", "midtsjælland nordøstgrønland vestfinnmarken agersnaps selvhjulpen"),
        ("da", "reserveret passioneret ubalanceret mistænkeligheder fjerdestørste sindelag"),
        ("nb", "østfinnmark trygdeordingen"),
        ("fi", "kannustavan osallistavalla valmistelevan asuvilla hakeneiden toimimaton"),
        ("fi", "satunnaisen moninaiset suoranainen johdannaisia kokoontuvat kanavoida kuuluminen"),
        ("fi", "kansainvälisyyttä byrokraattisuutta pienipalkkaisille annetuista puututa"),
    ],
)
def test_inflections_and_derivations_are_no_compounds(code, forms):
    assert [form for form in forms.split() if splitter(code).parts(form)] == []


@pytest.mark.parametrize(
    ("code", "form", "parts"),
    [
        # First words of another stem: ånd and not ånde, spare and not spar, billede and not bil.
        ("da", "åndsfriheden", "ånd frihed"),
        ("da", "spareøvelsen", "spare øvelse"),
        ("da", "svigermor", "sviger mor"),
        ("da", "billedkunsten", "billede kunst"),
        ("nb", "billedmaterialet", "bilde materiale"),
        ("da", "magtbaseret", "magt basere"),
        # Last words that the data had as a verb's or another word's: vaalia, tukea, kato.
        ("fi", "presidentinvaalit", "presidentti vaali"),
        ("fi", "yritystukien", "yritys tuki"),
        ("fi", "vaikutusarvioita", "vaikutus arvio"),
        ("fi", "maksukaton", "maksu katto"),
        ("fi", "kansantaloudellista", "kansa taloudellinen"),
        ("fi", "oikeudenmukaisuuskysymys", "oikeus mukaisuus kysymys"),
        ("fi", "opinpolun", "oppi polku"),
    ],
)
def test_the_parts_are_of_the_stem_that_is_meant(code, form, parts):
    assert splitter(code).parts(form) == tuple(parts.split())


def test_languages_that_write_compounds_as_several_words_have_no_splitter():
    assert compounds("en", lambda form: (form,)) is None


@pytest.mark.parametrize("code", sorted(COMPOUND_LANGUAGES))
def test_the_data_of_each_language_can_be_read(code):
    data = data_of(code)
    assert data.links
    assert data.words_of
    assert all(len(word) < SHORTEST_FREE or word.isalpha() for word in data.short)


def data(**given):
    lists = ("prefixes", "openers", "suffixes", "short", "simple", "derived", "never")
    empty = dict.fromkeys((*lists, "name_endings"), frozenset())
    links = (Link("", ""), Link("s", ""))
    return CompoundData(
        **{
            **empty,
            "words_of": ("da",),
            "links": links,
            "unmet": links,
            "inflected": (),
            "overlap": False,
            "modifiers": {},
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

        write_tables(tmp_path, "few", learn(all_words, names, known, data(**given)), names)
        tables = open_tables(tmp_path, "few")
        assert tables is not None
        return Compounds(tables, data(**given), known)

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


@settings(deadline=None, max_examples=150)
@given(
    code=st.sampled_from(["da", "sv", "fi"]),
    pieces=st.lists(
        st.sampled_from([*"abcfß'ös", "arbejds", "hand", "skol", "glass", "kaupan", "minister"])
        | st.text(max_size=3),
        max_size=6,
    ),
)
@example(code="da", pieces=["\0"])
@example(code="fi", pieces=["kaupan", "\0", "minister"])
def test_the_pieces_of_whatever_word_are_the_word_and_always_the_same(code, pieces):
    form = "".join(pieces)
    compound = splitter(code).split(form)
    assert splitter(code).split(form) == compound
    assert splitter(code).parts(form) == splitter(code).parts(form)
    if compound is not None:
        assert compound.modifier + compound.head_form == form
        assert len(compound.bases) == len(compound.modifiers) + 1 <= len(compound.parts)
        assert all(compound.parts)


def test_damaged_tables_are_not_opened(taught, tmp_path):
    taught()
    assert open_tables(tmp_path, "few") is not None
    (tmp_path / "few.heads").write_bytes(b"cut off")
    assert open_tables(tmp_path, "few") is None
    (tmp_path / "few.heads").unlink()
    assert open_tables(tmp_path, "few") is None


def test_tables_are_compiled_where_the_cache_folder_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr("search_index.analysis.compound_tables.dictionary", lambda code: NO_WORDS)
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    compiled = compound_tables("is")
    assert compiled.head("mál") == compound_tables("is").head("mál") > 0
    assert compiled.is_name("reykjavík")
    assert len(list(tmp_path.rglob("*.seal"))) == 1


def test_tables_that_do_not_last_are_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("search_index.analysis.compound_tables._compile", lambda *_: None)
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    with pytest.raises(OSError, match="cannot be read back"):
        compound_tables("is")


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "few.heads").mkdir()
    with pytest.raises(OSError, match=r"few\.heads"):
        write_sealed(tmp_path, "few", {"heads": b"whole"})
    assert [path.name for path in tmp_path.iterdir()] == ["few.heads"]


def test_words_that_yaml_takes_for_something_else_are_named(tmp_path, monkeypatch):
    (tmp_path / "xx.yaml").write_text("words_of: [xx]\nlinks: []\nunmet: []\nsuffixes: [on, ing]\n")
    monkeypatch.setattr("search_index.analysis.compound_data._FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"suffixes: not text.*True"):
        data_of("xx")
