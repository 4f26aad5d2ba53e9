"""Background documents: texts that stand beside the debates."""

from typing import Final

from archive.database import table_of
from archive.export.fields import Field, Kind
from archive.export.tables.table import Column, SqlTable
from archive.models import BackgroundDocument
from archive.vocabulary import LANGUAGES, UNDETERMINED

SHOWN: Final = BackgroundDocument.withdrawn_at.is_(None)

DOCUMENTS: Final = SqlTable(
    "documents",
    "A text beside the debates: a report, an article, an appeal. Never counted as a speech.",
    (
        Column(
            Field("id", Kind.TEXT, "The document's id.", always=True), BackgroundDocument.public_id
        ),
        Column(
            Field("title", Kind.TEXT, "As printed, else the first sentence.", always=True),
            BackgroundDocument.title,
        ),
        Column(
            Field("title_rule", Kind.TEXT, "The rule that read the title.", always=True),
            BackgroundDocument.title_rule,
        ),
        Column(
            Field("publisher", Kind.TEXT, "The organisation that speaks."),
            BackgroundDocument.publisher,
        ),
        Column(
            Field("publisher_rule", Kind.TEXT, "The rule that read the publisher."),
            BackgroundDocument.publisher_rule,
        ),
        Column(
            Field("date", Kind.DATE, "The day, where the text states one."),
            BackgroundDocument.date,
        ),
        Column(Field("year", Kind.INTEGER, "The year."), BackgroundDocument.year),
        Column(
            Field("date_precision", Kind.TEXT, "How much is stated.", ("day", "year")),
            BackgroundDocument.date_precision,
        ),
        Column(Field("date_raw", Kind.TEXT, "The date as printed."), BackgroundDocument.date_raw),
        Column(
            Field("date_rule", Kind.TEXT, "The rule that read the date."),
            BackgroundDocument.date_rule,
        ),
        Column(
            Field(
                "language",
                Kind.TEXT,
                "BCP 47; `und` where no rule can tell.",
                (*LANGUAGES, UNDETERMINED),
                always=True,
            ),
            BackgroundDocument.language,
        ),
        Column(
            Field("words", Kind.INTEGER, "Words of the text.", always=True),
            BackgroundDocument.words,
        ),
        Column(
            Field("text", Kind.TEXT, "Paragraphs with one empty line between two.", always=True),
            BackgroundDocument.text,
        ),
        Column(
            Field(
                "content_sha256", Kind.TEXT, "Changes exactly when the document does.", always=True
            ),
            BackgroundDocument.content_sha256,
        ),
    ),
    table_of(BackgroundDocument),
    key=("id",),
    where=(SHOWN,),
)
