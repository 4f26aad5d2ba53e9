"""Pages in norden.org's forms, written for the tests: one page as text, Markdown and HTML."""

from dataclasses import dataclass, field
from html import escape

LABELS = {
    "da": ("Information", "Type", "Talenummer", "Person", "Talerrolle", "Status", "Dato"),
    "no": ("Informasjon", "Type", "Tale nummer", "Person", "Speaker role", "Status", "Dato"),
    "sv": ("Information", "Typ", "Tal nummer", "Person", "Speaker role", "Status", "Datum"),
    "fi": (
        "Tietoja",
        "Laji",
        "Puheen numero",
        "Henkilö",
        "Speaker role",
        "Tila",
        "Päivämäärä",
    ),
    "is": (
        "Upplýsingar",
        "Gerð",
        "Ræðunúmer",
        "Notandi",
        "Speaker role",
        "Status",
        "Dagsetning",
    ),
    "en": (
        "Information",
        "Speech type",
        "Speech number",
        "Person",
        "Speaker role",
        "Speech statuses",
        "Date",
    ),
}
EXTERNAL = dict.fromkeys(LABELS, "External speaker") | {"sv": "Externa tal"}

PROSE = {
    "da": "Vi har længe talt om de unge, der rejser mellem landene, og nu bør vi også gøre noget "
    "ved reglerne. Jeg håber, at regeringerne kan blive enige inden næste forår.",
    "nb": "Vi har lenge snakket om de unge som reiser mellom landene, og nå bør vi også gjøre noe "
    "med reglene. Jeg håper at regjeringene kan bli enige før neste vår.",
    "nn": "Vi har lenge snakka om dei unge som reiser mellom landa, og no bør vi òg gjere noko "
    "med reglane. Eg håper at regjeringane kan bli einige før neste vår.",
    "sv": "Vi har länge talat om de unga som reser mellan länderna, och nu bör vi också göra något "
    "åt reglerna. Jag hoppas att regeringarna kan enas före nästa vår.",
    "fi": "Olemme puhuneet pitkään nuorista, jotka matkustavat maiden välillä, ja nyt meidän "
    "pitäisi muuttaa sääntöjä. Toivon, että hallitukset pääsevät sopuun ensi kevääksi.",
    "is": "Við höfum lengi talað um unga fólkið sem ferðast á milli landanna og nú ættum við að "
    "breyta reglunum. Ég vona að ríkisstjórnirnar nái saman fyrir næsta vor.",
    "fo": "Vit hava leingi tosað um tey ungu, sum ferðast millum londini, og nú eiga vit eisini at "
    "gera okkurt við reglurnar. Eg vóni, at stjórnirnar verða samdar áðrenn komandi vár.",
    "en": "We have long talked about the young people who travel between our countries, and now we "
    "ought to change the rules. I hope that the governments can agree before next spring.",
}
DA, NB, SV, FI, IS = (PROSE[language] for language in ("da", "nb", "sv", "fi", "is"))


@dataclass
class Page:
    """What a speech page shows; ``None`` leaves a label out, "" leaves its value out."""

    ui: str = "da"
    labels: str | None = None
    title: str | None = "12. Kari Ås (Replik)"
    type: str | None = "Replik"
    number: str | None = "12"
    person: str | None = None
    external: str | None = None
    role: str | None = None
    status: str | None = None
    date: str | None = ""
    body: list[str] = field(default_factory=lambda: [PROSE["da"]])
    banner: str | None = None
    heading: bool = True
    body_first: bool = False
    url: str | None = "https://www.norden.org/da/node/40001"

    def fields(self) -> list[tuple[str, str]]:
        label_set = self.labels or self.ui
        _head, kind, number, person, role, status, date = LABELS[label_set]
        given = [
            (kind, self.type),
            (number, self.number),
            (person, self.person),
            (EXTERNAL[label_set], self.external),
            (role, self.role),
            (status, self.status),
            (date, self.date),
        ]
        return [(label, value) for label, value in given if value is not None]

    def text(self, gap: str = "\n") -> str:
        head = [self.banner, self.title]
        block = [LABELS[self.ui][0]] if self.heading else []
        block += [line for pair in self.fields() for line in pair if line]
        parts = self._ordered([("", line) for line in block], self.body)
        lines = [line for line in head if line]
        for part in parts:
            lines += [f"{gap}{line[1] if isinstance(line, tuple) else gap + line}" for line in part]
        address = f"URL: {self.url}\n" if self.url else ""
        return address + "\n".join(lines) + "\n"

    def markdown(self) -> str:
        lines = ["", "---", ""]
        lines += [self.banner] if self.banner else []
        lines += [f"# {self.title}"] if self.title else []
        block = [f"## {LABELS[self.ui][0]}"] if self.heading else []
        for label, value in self.fields():
            linked = label in {"Notandi", "Person", "Henkilö"} and value
            block += [label, f"[{value}](#)" if linked else value]
        for part in self._ordered(block, self.body):
            lines += [line for line in part if line]
        address = f"URL: {self.url}\n" if self.url else ""
        return address + "\n\n".join(lines)

    def html(self) -> str:
        block = f"<h2>{LABELS[self.ui][0]}</h2>" if self.heading else ""
        block += "".join(
            f'<div class="x{i}"><div>{escape(label)}</div><div>{escape(value)}</div></div>'
            for i, (label, value) in enumerate(self.fields())
        )
        body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in self.body)
        first, second = self._ordered(block, f"<div>{body}</div>")
        title = f"<h1><span>{escape(self.title)}</span></h1>" if self.title else ""
        banner = f"<div>{escape(self.banner)}</div>" if self.banner else ""
        link = f'<link rel="canonical" href="{escape(self.url)}">' if self.url else ""
        return (
            f'<!DOCTYPE html><html lang="{self.ui}"><head><title>Side</title>{link}'
            "<script>var x = 'Replik';</script></head><body>"
            '<header><nav><ul><li>Forsiden</li></ul></nav></header><div role="dialog">Ja?</div>'
            f"<main>{banner}{title}{first}{second}</main>"
            "<footer><p>Nordens Hus</p></footer></body></html>"
        )

    def _ordered(self, block, body):
        return (body, block) if self.body_first else (block, body)
