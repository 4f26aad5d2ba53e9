"""What is said in the debates of the tests, in five languages, and documents beside them."""

TRAFFICKING = {
    "nb": "Menneskehandel er grov kriminalitet. Vi må hjelpe ofrene og stanse bakmennene sammen.",
    "sv": "Människohandel är vår tids slaveri. Offren behöver skydd i alla våra länder.",
    "da": "Menneskehandel standser ikke ved grænsen. Ofrene har brug for beskyttelse.",
    "fi": "Ihmiskauppa on vakava rikos. Uhrit tarvitsevat suojelua kaikissa Pohjoismaissa.",
    "is": "Mansal er alvarlegur glæpur. Fórnarlömb þurfa vernd á öllum Norðurlöndum.",
}
CLIMATE = {
    "nb": "Klimaendringene venter ikke på oss. Utslippene må ned i alle de nordiske landene.",
    "sv": "Klimatförändringarna märks redan i Arktis. Utsläppen måste minska nu.",
    "da": "Klimaforandringerne rammer Arktis først. Udledningen skal ned.",
    "fi": "Ilmastonmuutos etenee. Päästöjä on vähennettävä nopeasti.",
    "is": "Loftslagsbreytingar sjást á jöklunum okkar. Draga þarf úr losun.",
}
BORDERS = {
    "nb": "Grensehindringer koster pendlerne tid og penger. Vi må rydde dem av veien.",
    "sv": "Gränshinder gör vardagen svår för den som pendlar över bron.",
    "da": "Grænsehindringer gør det svært at arbejde på den anden side af sundet.",
    "fi": "Rajaesteet vaikeuttavat työssäkäyntiä naapurimaassa.",
    "is": "Stjórnsýsluhindranir tefja fólk sem flytur á milli landa.",
}
ON = {"Menneskehandel": TRAFFICKING, "Klimaet i Arktis": CLIMATE, "Grænsehindringer": BORDERS}
CLOSING = {
    "nb": "President, jeg takker for ordet og ser frem til debatten.",
    "sv": "Herr president, jag tackar för ordet och ser fram emot debatten.",
    "da": "Hr. præsident, jeg takker for ordet og ser frem til debatten.",
    "fi": "Arvoisa presidentti, kiitän puheenvuorosta ja odotan keskustelua.",
    "is": "Herra forseti, ég þakka fyrir orðið og hlakka til umræðunnar.",
}
DOCUMENTS = (
    (
        "appeal-2013",
        "Stop menneskehandel",
        "Et utvalg av foreninger",
        "da",
        "14 May 2013",
        "Stop menneskehandel\n\nOfrene for menneskehandel og tvangsarbejde skal beskyttes.",
    ),
    (
        "report-2019",
        "Människohandel i Norden",
        None,
        "sv",
        "2019",
        "Människohandel i Norden\n\nRapporten handlar om människohandel.\nDen kom 2019.",
    ),
    (
        "letter",
        "Kirje ihmiskaupasta",
        None,
        "fi",
        None,
        "Kirje ihmiskaupasta\n\nIhmiskauppa on vakava asia. Ilmastonmuutos on toinen.",
    ),
)
"""Public id, title, publisher, language, date as printed, text."""
