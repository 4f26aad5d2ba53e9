"""The topics that the package carries: which words count for them, and which do not."""

import re

import pytest

from archive.topics import Term, TermMatch, load_lexicon

REQUIRED_LANGUAGES = {"da", "nb", "nn", "sv", "fi", "is", "en"}


def counts(topic_id: str, language: str, text: str) -> bool:
    concepts = load_lexicon().topic(topic_id).counting_concepts
    return any(matches(term, text) for c in concepts for term in c.terms.get(language, ()))


def matches(term: Term, text: str) -> bool:
    """Whether the term's exact and truncated words stand in the text (inflection aside)."""
    words = (
        re.escape(word.text) + (r"\w*" if word.match is TermMatch.PREFIX else "")
        for word in term.words
    )
    return re.search(r"\b" + r"\W+".join(words) + r"\b", text.casefold()) is not None


def test_the_package_carries_thirty_topics():
    topics = {topic.id for topic in load_lexicon().topics}
    assert {"border_obstacles", "climate", "trafficking"} <= topics
    assert len(topics) >= 30


def test_every_concept_has_terms_and_a_label_in_every_required_language():
    for concept in load_lexicon().concepts:
        assert set(concept.terms) >= REQUIRED_LANGUAGES, concept.id
        assert set(concept.labels) >= REQUIRED_LANGUAGES, concept.id


def test_the_concepts_of_trafficking_are_kept_apart():
    topic = load_lexicon().topic("trafficking")
    assert {c.id: c.counts_for_topic for c in topic.concepts} == {
        "human_trafficking": True,
        "people_smuggling": False,
        "forced_labour": False,
        "modern_slavery": True,
        "sexual_exploitation": False,
        "prostitution": False,
        "child_trafficking": True,
        "organ_trade": True,
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "menneskehandlens ofre"),
        ("da", "handlen med kvinder over grænsen"),
        ("nb", "menneskehandelsofre"),
        ("nb", "Kampen mot handel av mennesker"),
        ("nn", "menneskehandlarane"),
        ("nn", "handel med born"),
        ("sv", "människohandelns offer"),
        ("sv", "det moderna slaveriet"),
        ("fi", "ihmiskaupan vastainen työ"),
        ("fi", "nykyajan orjuus"),
        ("is", "fórnarlömb mansals"),
        ("is", "þetta er nútímaþrælahald"),
        ("da", "nutidens slaveri"),
        ("fo", "móti menniskjahandli"),
        ("en", "victims of trafficking"),
    ],
)
def test_inflections_and_compounds_count_as_trafficking(language, text):
    assert counts("trafficking", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "handel og trafik over Øresund"),
        ("da", "menneskesmuglerne jubler"),
        ("nb", "båten har mannskap og reder"),
        ("sv", "det handlar om människor"),
        ("sv", "prostitution och människosmuggling"),
        ("fi", "kaupan ala ja parit"),
        ("fi", "kaupungeissa ihmisillä on kiire"),
        ("fi", "lasten kaupunki ja orjatyömarkkinat"),
        ("da", "de arbejdsløses tvangsarbejde er slavearbejde"),
        ("is", "þetta er nauðungarvinna"),
        ("is", "manntal og sala á fiski"),
        ("en", "drug trafficking and road traffic"),
    ],
)
def test_false_friends_and_neighbouring_concepts_do_not(language, text):
    assert not counts("trafficking", language, text)


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("climate", "da", "klimaforandringerne"),
        ("climate", "fi", "ilmastonmuutoksen torjunta"),
        ("climate", "fo", "veðurlagsbroytingarnar"),
        ("border_obstacles", "sv", "gränshindersrådet"),
        ("border_obstacles", "fi", "rajaesteiden purku"),
        ("border_obstacles", "fo", "Markaforðingar"),
        ("border_obstacles", "is", "stjórnsýsluhindranir"),
    ],
)
def test_the_other_topics_find_their_words(topic, language, text):
    assert counts(topic, language, text)


def test_air_conditioning_is_not_the_climate():
    assert not counts("climate", "fi", "ilmastointi ja ilmapiiri")


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("fisheries", "da", "Fiskeristyrelsen og fiskeriministeren"),
        ("fisheries", "nb", "spørsmål til fiskeriministeren"),
        ("fisheries", "fi", "hallitus on kalastellut ääniä, kalasta tuli puhe"),
        ("fisheries", "fo", "landsstýrismaðurin í fiskivinnumálum"),
        ("gender_equality", "nb", "Barne- og likestillingsministeren"),
        ("gender_equality", "sv", "jämställdhetsministern"),
        ("gender_equality", "fi", "suomalaisia miehiä ja naisia töihin"),
        ("migration_integration", "da", "tak til udlændinge- og integrationsministeren"),
        ("migration_integration", "sv", "integrationsministern och migrationsministern"),
        ("fisheries", "da", "ministeren for fødevarer, landbrug og fiskeri har ordet"),
        ("fisheries", "nb", "Fiskeri- og kystministeren får ordet"),
        ("gender_equality", "nb", "barne-, likestillings- og inkluderingsministeren"),
        ("gender_equality", "fi", "oma palkka on paras turvakoti"),
        ("health", "nb", "Helse- og omsorgsminister, Helse- og omsorgsdepartementet"),
        ("health", "da", "til sundhedsministeren"),
        ("health", "fi", "sosiaali- ja terveysministeriö"),
        ("health", "nb", "alle gode krefter og kreftene"),
        ("health", "nn", "dei ligg der dei låg, og vi fastlegg det"),
        ("defence_security", "nb", "forsvarsministeren, forsvarskomiteen og forsvarsadvokaten"),
        ("culture", "nb", "kulturministeren og kulturdepartementet"),
        ("education_research", "nb", "utdannings- og forskningskomiteen"),
        ("education_research", "nb", "Ullevål universitetssykehus"),
        ("transport", "nb", "Samferdselsdepartementet"),
        ("indigenous_sami", "da", "Inuit Ataqatigiit har ordet"),
        ("indigenous_sami", "nb", "nord-sørsamarbeid"),
        ("disability_inclusion", "nb", "de gamle reglene"),
        ("sustainable_development", "da", "cirkulæret af 1941"),
        ("digitalisation", "da", "det stod på sociale medier"),
        ("digitalisation", "fi", "luin sen somessa"),
    ],
)
def test_a_ministers_title_or_a_figure_of_speech_makes_no_topic(topic, language, text):
    assert not counts(topic, language, text)


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("fisheries", "da", "fiskeriets vilkår og fiskeriaftalen"),
        ("fisheries", "nb", "fiskerinæringen"),
        ("fisheries", "fi", "kalastajat ja kalastuslaki"),
        ("gender_equality", "nn", "likestillingslova"),
        ("gender_equality", "fi", "naisten ja miesten välinen palkkaero"),
        ("migration_integration", "da", "udlændingepolitikken"),
        ("migration_integration", "sv", "migrationspolitiken"),
        ("fisheries", "da", "et bæredygtigt fiskeri"),
        ("fisheries", "nb", "landbruk, fiskeri og havbruk"),
        ("gender_equality", "fi", "turvakotien rahoitus ja turvakotipaikat"),
        ("gender_equality", "nb", "likestillings- og diskrimineringsombudet"),
        ("health", "nb", "god helse, og helse- og omsorgstjenestene"),
        ("health", "nb", "kreftpasienter"),
        ("defence_security", "nb", "forsvarsbudsjettet"),
        ("education_research", "nn", "utdanninga og universiteta"),
        ("transport", "nn", "samferdslepolitikken"),
    ],
)
def test_what_a_title_begins_with_is_found_in_other_words(topic, language, text):
    assert counts(topic, language, text)


def test_social_media_are_a_concept_in_every_language():
    concept = load_lexicon().concept("digital_social_media")
    assert set(concept.terms) == REQUIRED_LANGUAGES | {"fo"}
    assert not concept.counts_for_topic
