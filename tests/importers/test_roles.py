import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.roles.countries import country_in, country_of
from importers.roles.rules import read_role

GROUP, SPOKESPERSON = "party_group", "party_group_spokesperson"


@pytest.mark.parametrize(
    ("role", "kind", "group", "country", "spokesperson"),
    [
        ("Den Socialdemokratiske Gruppe", GROUP, "social_democratic", None, False),
        ("Socialdemokratiska gruppen", GROUP, "social_democratic", None, False),
        ("S-gruppen", GROUP, "social_democratic", None, False),
        ("S-gruppens talsperson", SPOKESPERSON, "social_democratic", None, True),
        ("Den sosialdemokratiske gruppen", GROUP, "social_democratic", None, False),
        ("sosiaalidemokraattinen ryhmä", GROUP, "social_democratic", None, False),
        ("sosiaalidemokraattisen ryhmän puhuja", SPOKESPERSON, "social_democratic", None, True),
        ("flokkahópur jafnaðarmanna", GROUP, "social_democratic", None, False),
        ("Social Democratic Group", GROUP, "social_democratic", None, False),
        ("Den Konservative Gruppes talsperson", SPOKESPERSON, "conservative", None, True),
        ("Konservatives talsperson", SPOKESPERSON, "conservative", None, True),
        ("Konservative gruppe", GROUP, "conservative", None, False),
        ("konservatiivinen ryhmä", GROUP, "conservative", None, False),
        ("flokkahópur hægrimanna", GROUP, "conservative", None, False),
        ("Midtergruppen", GROUP, "centre", None, False),
        ("Mittengruppens talesperson", SPOKESPERSON, "centre", None, True),
        ("Midtengruppen", GROUP, "centre", None, False),
        ("keskiryhmä", GROUP, "centre", None, False),
        ("keskiryhmän edustaja", SPOKESPERSON, "centre", None, True),
        ("talsmaður flokkahóps miðjumanna", SPOKESPERSON, "centre", None, True),
        ("Centre Group spokesperson", SPOKESPERSON, "centre", None, True),
        ("Nordisk Friheds talsperson", SPOKESPERSON, "nordic_freedom", None, True),
        ("Nordisk frihet", GROUP, "nordic_freedom", None, False),
        ("Vapaa Pohjola", GROUP, "nordic_freedom", None, False),
        ("Norrænt frelsi", GROUP, "nordic_freedom", None, False),
        ("Nordisk Grøn Venstre", GROUP, "nordic_green_left", None, False),
        ("Nordisk grön vänster", GROUP, "nordic_green_left", None, False),
        ("Pohjoismaiden vihreä vasemmisto", GROUP, "nordic_green_left", None, False),
        ("Norræn vinstri græn", GROUP, "nordic_green_left", None, False),
        ("Venstresocialistiske Grønne Gruppe", GROUP, "left_socialist_green", None, False),
        (
            "Den Venstresocialistiske Grønne Gruppes talsperson",
            SPOKESPERSON,
            "left_socialist_green",
            None,
            True,
        ),
        ("flokkahópur vinstri grænna", GROUP, "left_socialist_green", None, False),
        (
            "Den venstresosialistiske grønne partigruppe",
            GROUP,
            "left_socialist_green",
            None,
            False,
        ),
        ("Nordisk Frhed, Præsidiets talsperson", "presidium", "nordic_freedom", None, True),
        ("Nordisk Frhed", GROUP, "nordic_freedom", None, False),
        ("Præsidiet", "presidium", None, None, False),
        ("Presidiets talsperson", "presidium", None, None, True),
        ("Præsident", "president", None, None, False),
        ("Presidenten", "president", None, None, False),
        ("Vicepræsident", "president", None, None, False),
        ("Nordisk Råds præsident", "president", None, None, False),
        ("Præsident for Nordisk Råd", "president", None, None, False),
        ("Præsident, Midtergruppen", "president", "centre", None, False),
        ("Udenfor partigruppe", "no_group", None, None, False),
        ("Utanför partigrupp", "no_group", None, None, False),
        ("Løsgænger", "no_group", None, None, False),
        ("Taler som repræsentant for Island", "national_representative", None, "IS", False),
        ("Representant för Åland", "national_representative", None, "AX", False),
        ("Grønland", "national_representative", None, "GL", False),
        ("Velfærdsudvalgets talsperson", "committee_spokesperson", None, None, True),
        ("Utskottet för kunskap och kultur", "committee", None, None, False),
        ("Velfærdsudvalgets formand", "committee", None, None, False),
        ("Kestävä Pohjola -valiokunta", "committee", None, None, False),
        ("Statsminister", "minister", None, None, False),
        ("Statsminister, Sverige", "minister", None, "SE", False),
        ("Sveriges udenrigsminister", "minister", None, "SE", False),
        ("Samarbejds- og Fiskeriminister, Færøerne", "minister", None, "FO", False),
        (
            "Minister for Børn, Unvervisning og Ligestilling, Danmark",
            "minister",
            None,
            "DK",
            False,
        ),
        ("Suomen pääministeri", "minister", None, "FI", False),
        ("Forsætisráðherra Íslands", "minister", None, "IS", False),
        ("Lantråd, Åland", "minister", None, "AX", False),
        ("Færøernes lagmand", "minister", None, "FO", False),
        ("Landsstyreformand, Grønland", "minister", None, "GL", False),
        ("Norges utenriksminister", "minister", None, "NO", False),
        ("Minister for Europe, Estonia", "minister", None, "EE", False),
        ("Nordisk Ministerråds generalsekretær", "guest", None, None, False),
        ("UNR", "guest", None, None, False),
        ("UNR's præsident", "guest", None, None, False),
        ("Altingets Præsident", "guest", None, "IS", False),
        ("Folketingets formand", "guest", None, "DK", False),
        ("Stortingspresident", "guest", None, "NO", False),
        ("Riksdagens talman", "guest", None, "SE", False),
        ("Finlands riksdags talman", "guest", None, "FI", False),
        ("Eduskunnan puhemies", "guest", None, "FI", False),
        ("Lagtingets talman", "guest", None, None, False),
        ("Præsident af Vestnordisk Råd", "guest", None, None, False),
        ("President of the Baltic Assembly, Estonia", "guest", None, "EE", False),
        ("Vicepræsident, Baltisk Forsamlings talsperson", "guest", None, None, True),
        ("Islands præsident", "guest", None, "IS", False),
        ("Generalsekretær", "guest", None, None, False),
        ("NATO's generalsekretær", "guest", None, None, False),
    ],
)
def test_role(role, kind, group, country, spokesperson):
    reading = read_role(role)
    assert (reading.kind, reading.party_group, reading.country, reading.spokesperson) == (
        kind,
        group,
        country,
        spokesperson,
    )
    assert reading.rule


@pytest.mark.parametrize(
    "role",
    """CPAR; CPAR's talsperson; Ordförande för CPAR; CPAR:n puheenjohtaja; SPR; NB8; BSPC; IPU
    Samisk parlamentarisk råd; Sámi Parliamentary Council; Saamelaisten parlamentaarinen neuvosto
    Arktiske parlamentarikere; Arctic Parliamentarians; Arktiset parlamentaarikot; Samerådet
    Þingmannaráðstefnan um norðurskautsmál; Östersjöns parlamentariska konferens
    De nordisk-baltiske otte; Nyvalgt Præsident, Vestnordisk Råd; Foreningerne Norden""".replace(
        "\n", ";"
    ).split(";"),
)
def test_a_guest_of_another_body_by_its_letters_or_its_name(role):
    reading = read_role(role)
    assert (reading.kind, reading.rule) == ("guest", "other_body")


@pytest.mark.parametrize(
    "role",
    """Nyvalgt Præsident, Nordisk Råd; Nordiska rådets nyvalda president; President-elect
    Vastavalittu presidentti, Pohjoismaiden neuvosto; Nýkjörinn forseti Norðurlandaráðs
    Påtroppende president; President-elect of the Nordic Council; Nyvalgt vicepræsident""".replace(
        "\n", ";"
    ).split(";"),
)
def test_who_will_preside_is_of_the_presidium_and_not_the_chair(role):
    reading = read_role(role)
    assert (reading.kind, reading.rule) == ("presidium", "president_elect")


def test_a_state_s_coming_president_is_a_guest():
    assert read_role("Nyvalgt præsident, Estland").kind == "guest"


@pytest.mark.parametrize("role", ["Valgt præsident for 2018", "Nyvald president 2022-23"])
def test_the_year_of_who_will_preside_says_nothing_of_another_body(role):
    assert read_role(role).kind == "presidium"


@pytest.mark.parametrize(
    ("role", "country"),
    [
        ("Lagtingspräsident", None),
        ("Lagtingspræsident, Færøerne", "FO"),
        ("Ledamot av Ålands lagting", "AX"),
        ("Riigikogu, Estland", "EE"),
        ("Saeima", "LV"),
        ("Storbritanniens parlament", "GB"),
        ("Deutscher Bundestag", None),
        ("Gestaræðumaður", None),
        ("Oppositionsleder, Belarus", "BY"),
        ("Tasavallan presidentti", None),
        ("Republikens president, Finland", "FI"),
        ("Europeiska kommissionen", None),
        ("Euroopan komissio", None),
        ("Norden-yhdistys", None),
        ("Nordens Fackliga Samorganisation", None),
    ],
)
def test_guests_of_parliaments_states_and_organisations(role, country):
    reading = read_role(role)
    assert (reading.kind, reading.country) == ("guest", country)


@pytest.mark.parametrize("role", ["Folketinget", "Eduskunta", "Alþingi"])
def test_a_parliament_of_the_council_alone_tells_no_guest(role):
    assert read_role(role).kind is None


@pytest.mark.parametrize("role", ["Præsident, Nordisk Råd", "Avgående president", "Forseti"])
def test_who_presides_is_the_chair(role):
    assert read_role(role).kind == "president"


@pytest.mark.parametrize(
    ("role", "country"),
    [
        ("Formand for Landsstyret, Grønland", "GL"),
        ("Leder for landsstyret, Grønland", "GL"),
        ("Ordförande för landsstyret, Grönland", "GL"),
        ("Grönlannin maahallituksen puheenjohtaja", "GL"),
        ("Formaður landsstjórnarinnar, Grænland", "GL"),
        ("Premier of Greenland", "GL"),
        ("Formand for Naalakkersuisut", None),
        ("Medlem af Selvstyret, Grønland", "GL"),
        ("Færøernes regeringsleder", "FO"),
        ("Färsaarten laamanni", "FO"),
        ("Formaður landsstýrisins, Føroyar", "FO"),
        ("Landskapsregeringens ordförande, Åland", "AX"),
        ("Ahvenanmaan maakuntahallituksen puheenjohtaja", "AX"),
        ("Head of Government, Åland", "AX"),
        ("Regjeringssjef", None),
        ("Landsstýriskvinna, Føroyar", "FO"),
        ("Landstjórnarformaður, Grænland", "GL"),
        ("Statsrådet, Norge", "NO"),
    ],
)
def test_heads_and_members_of_governments_are_ministers(role, country):
    reading = read_role(role)
    assert (reading.kind, reading.country) == ("minister", country)


@pytest.mark.parametrize("role", ["Regeringens repræsentant", "Norges regering", "Landsråd"])
def test_who_speaks_for_a_government_is_no_minister(role):
    assert read_role(role).kind is None


@pytest.mark.parametrize("role", [None, "", "  ", "Blæksprutte", "N", "xyzzy plugh"])
def test_what_no_rule_knows_stays_unread(role):
    assert read_role(role).kind is None
    assert read_role(role).rule is None


def test_the_old_and_the_new_left_group_are_not_mixed_by_misspelling():
    assert read_role("Nordisk Grøn Venste").party_group == "nordic_green_left"
    assert read_role("Venstresocialistske Grønne").party_group == "left_socialist_green"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Danmarks", "DK"),
        ("Íslands", "IS"),
        ("Norjan", "NO"),
        ("Lithuania", "LT"),
        ("Atlantis", None),
    ],
)
def test_country_of_a_name(text, code):
    assert country_of(text) == code


def test_the_country_after_the_comma_goes_first():
    assert country_in("Minister for Grønland, Danmark") == "DK"
    assert country_in("Minister, uden land") is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text):
    assert read_role(text) is not None
