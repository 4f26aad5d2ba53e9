"""Questions of every kind, as parameters: what a command and HTTP must answer alike."""

import random

WORDS = (
    "menneskehandel",
    "trafficking",
    "människohandel fiske",
    '"offer for menneskehandel"',
    "fisk* OR klima",
    "handel NOT topic:trafficking",
    "tvångsarbete~1",
    "=Menneskehandel",
    "ihmiskauppa",
    "speaker:hakon-brattskar",
    "year:[2012 TO 2018]",
    "mansal and fiskeri",
    "menneskehandl",
)

FILTERS = (
    ("topic", "trafficking"),
    ("topic", "climate"),
    ("concept", "human_trafficking"),
    ("language", "nb"),
    ("language", "sv"),
    ("text", "original"),
    ("text", "translation"),
    ("speaker", "hakon-brattskar"),
    ("party_group", "social_democratic"),
    ("role_kind", "guest"),
    ("country", "NO"),
    ("speech_type", "main"),
    ("assembly", "nordic-council"),
    ("session", "64"),
    ("from", "2012"),
    ("to", "2018-10"),
    ("undated", "year"),
    ("outside", "party_group:centre"),
    ("expand", "concepts"),
)

OF_COMMAND = {
    "search": (
        ("sort", "-date"),
        ("sort", "number"),
        ("limit", "3"),
        ("facet", "language"),
        ("facet", "speaker"),
        ("facet_limit", "2"),
        ("highlight", "false"),
        ("evidence", "true"),
        ("kind", "document"),
    ),
    "timeline": (
        ("by", "session"),
        ("by", "month"),
        ("group_by", "party_group"),
        ("group_by", "speaker"),
        ("top", "2"),
    ),
    "concordance": (
        ("sort", "left"),
        ("sort", "right"),
        ("width", "30"),
        ("unit", "characters"),
        ("limit", "5"),
        ("kind", "document"),
    ),
}

COMPARED = (("compare", "topic:trafficking"), ("compare", "fisk*"))

CHOSEN = (
    *((command, (("q", word),)) for command in ("search", "timeline") for word in WORDS),
    ("search", ()),
    ("timeline", ()),
    ("timeline", (*COMPARED, ("expand", "concepts"))),
    ("timeline", (*COMPARED, ("q", "menneskehandel"), ("expand", "concepts"))),
    ("timeline", (("compare", "menneskehandel"), ("compare", "klima"), ("expand", "concepts"))),
    ("timeline", (*COMPARED, ("speaker", "hakon-brattskar"))),
    ("timeline", (("group_by", "language"), ("share_of", "group"))),
    ("timeline", (("speaker", "hakon-brattskar"), ("assembly", "nordic-council"))),
    ("topics", ()),
    ("topics show", (("topic", "trafficking"),)),
    ("coverage", ()),
    ("coverage", (("assembly", "nordic-council"),)),
)

MISTAKES = (
    ("search", (("q", "handel AND"),)),
    ("search", (("q", "NOT topic:trafiking"),)),
    ("search", (("q", "(a"), ("sort", "date"))),
    ("search", (("topic", "fish"),)),
    ("search", (("concept", "x"),)),
    ("search", (("language", "xx"), ("text", "spoken"))),
    ("search", (("country", "norge"),)),
    ("search", (("session", "999"),)),
    ("search", (("speaker", "nobody"),)),
    ("search", (("from", "2012-13"),)),
    ("search", (("from", "2019"), ("to", "2012"))),
    ("search", (("limit", "0"),)),
    ("search", (("cursor", "abc"),)),
    ("search", (("facet", "sesion"),)),
    ("timeline", (("by", "decade"),)),
    ("timeline", (("compare", "a"),)),
    ("timeline", (("share_of", "group"),)),
    ("timeline", (("compare", "a"), ("compare", "topic:no"))),
    ("concordance", ()),
    ("concordance", (("q", "fisk"), ("width", "many"))),
    ("topics show", (("topic", "traficking"),)),
    ("coverage", (("assembly", "nordic"),)),
)


def drawn(number):
    """Return as many questions drawn by seed; one that is an error for both is a question, too."""
    dice = random.Random(5)
    for _ in range(number):
        command = dice.choice(tuple(OF_COMMAND))
        words = (
            [("q", dice.choice(WORDS))] if command == "concordance" or dice.random() < 0.6 else []
        )
        given = [
            *words,
            *dice.sample(FILTERS, dice.randint(0, 3)),
            *dice.sample(OF_COMMAND[command], dice.randint(0, 2)),
        ]
        yield command, tuple(dict(given).items())
