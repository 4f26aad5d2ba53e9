import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search_index.analysis.base_forms.lookup import BaseForms
from search_index.analysis.compounds.learning import SHORTEST_FREE
from search_index.analysis.compounds.rules import COMPOUND_LANGUAGES
from search_index.analysis.compounds.rules import compound_rules as data_of
from search_index.analysis.compounds.splitter import compound_splitter
from search_index.analysis.compounds.tables import compound_tables
from search_index.analysis.languages import language_data

SPLITTERS = {}


def splitter(code):
    if code not in SPLITTERS:
        SPLITTERS[code] = compound_splitter(code, BaseForms(language_data(code)).known)
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
        # Participles, adverbs, comparatives and cases of derived words, within compounds too.
        ("fi", "kuvatuista vuokratuissa linjatuilla alleviivatuiksi hakatulta ennustetulta"),
        ("fi", "tukemaa sallimaa perustamaa korkotukemaa maksavana oppivana liukuvasta hyötyvien"),
        ("fi", "valmistuttua sairastuttuaan puututtavan keskusteltaisi huononevasta mukavammalta"),
        (
            "fi",
            "konservatiiviseksi teknokraattisilta vähähiiliseksi suorinta hankalahko vaalijoista",
        ),
        (
            "fi",
            "ihmisoikeustoimijana kuulumisesta yksikanavaisuutta poispääsyyn maalaamaa päästäjää",
        ),
        ("fi", "ikäisyysraja yhteneväisyydentunne passivointilaki terveyserojenkin porkkalasta"),
        (
            "nb",
            "fornybarhetsdirektivet forsvarlighetsprinsippet usikkerheitsfaktor regelverksunntak",
        ),
        ("nb", "formidlingsbare unntaksvise etatsvise kioskvelteren mønstret polstret hamstret"),
        # Names and words of another origin, within longer ones.
        ("nb", "svinesundbroen follotunnelen lofotposten høyangervassdraget fjøsangerkrysset"),
        ("nb", "venturekapital timesharedirektivet merrisiko mottrykk vekttallsuttelling rugby"),
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
        # Last words spelled as another one: kanto, keskusta, kunnas, kokki, pako, hoitola.
        ("fi", "lohikantojen", "lohi kanta"),
        ("fi", "vastaanottokeskusta", "vastaan otto keskus"),
        ("fi", "neuvottelukunnasta", "neuvottelu kunta"),
        ("fi", "ylioppilaskokeissa", "ylioppilas koe"),
        ("fi", "talvirengaspakon", "talvi rengas pakko"),
        ("fi", "saattohoitolain", "saatto hoito laki"),
        ("fi", "suomalaisnuorista", "suomalainen nuori"),
        ("fi", "kiinteistöveroilla", "kiinteistö vero"),
        ("nb", "spredningsfaren", "spredning fare"),
        ("nb", "legemiddellageret", "lege middel lager"),
        ("nb", "tilførselsårer", "tilførsel åre"),
        ("nb", "symbolbærer", "symbol bærer"),
        # Plural cases that the data had as a verb's alone: arvioida, autoistaa.
        ("fi", "vaikutusarvioiden", "vaikutus arvio"),
        ("fi", "palveluautoista", "palvelu auto"),
        # First words of another stem: herra, saalis, kläder's klær, ånd, the place Romerike.
        ("fi", "herrasmies", "herra mies"),
        ("fi", "käräjäoikeuden", "käräjät oikeus"),
        ("fi", "sillanrakentaja", "silta rakentaja"),
        ("nb", "klesplagg", "klær plagg"),
        ("nb", "åndsverkloven", "ånd verk lov"),
        ("nb", "romeriksområdet", "romerike område"),
    ],
)
def test_the_parts_are_of_the_stem_that_is_meant(code, form, parts):
    assert splitter(code).parts(form) == tuple(parts.split())


def test_languages_that_write_compounds_as_several_words_have_no_splitter():
    assert compound_splitter("en", lambda form: (form,)) is None


@pytest.mark.parametrize("code", sorted(COMPOUND_LANGUAGES))
def test_whatever_the_data_give_as_a_last_words_base_form_can_close_compounds(code):
    tables = compound_tables(code)
    given = data_of(code).heads.values()
    assert [base for base in given if tables.head(base) is None] == []


@pytest.mark.parametrize("code", sorted(COMPOUND_LANGUAGES))
def test_the_data_of_each_language_can_be_read(code):
    data = data_of(code)
    assert data.links
    assert data.words_of
    assert all(len(word) < SHORTEST_FREE or word.isalpha() for word in data.short)


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


def test_words_that_yaml_takes_for_something_else_are_named(tmp_path, monkeypatch):
    (tmp_path / "xx.yaml").write_text("words_of: [xx]\nlinks: []\nunmet: []\nsuffixes: [on, ing]\n")
    monkeypatch.setattr("search_index.analysis.compounds.rules._FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"suffixes: not text.*True"):
        data_of("xx")
