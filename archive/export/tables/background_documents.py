"""Background documents: texts that stand beside the debates."""

from typing import Final

from archive.database import table_of
from archive.export.fields import Field, FieldType
from archive.export.tables.table import Column, SqlTable
from archive.models import BackgroundDocument
from archive.vocabulary import LANGUAGES, UNDETERMINED

SHOWN: Final = BackgroundDocument.withdrawn_at.is_(None)

DOCUMENTS: Final = SqlTable(
    "documents",
    "A text beside the debates: a report, an article, an appeal. Never counted as a speech.",
    (
        Column(
            Field("id", FieldType.TEXT, "The document's id.", always=True),
            BackgroundDocument.public_id,
        ),
        Column(
            Field("title", FieldType.TEXT, "As printed, else the first sentence.", always=True),
            BackgroundDocument.title,
        ),
        Column(
            Field("title_rule", FieldType.TEXT, "The rule that read the title.", always=True),
            BackgroundDocument.title_rule,
        ),
        Column(
            Field("publisher", FieldType.TEXT, "The organisation that speaks."),
            BackgroundDocument.publisher,
        ),
        Column(
            Field("publisher_rule", FieldType.TEXT, "The rule that read the publisher."),
            BackgroundDocument.publisher_rule,
        ),
        Column(
            Field("date", FieldType.DATE, "The day, where the text states one."),
            BackgroundDocument.date,
        ),
        Column(Field("year", FieldType.INTEGER, "The year."), BackgroundDocument.year),
        Column(
            Field("date_precision", FieldType.TEXT, "How much is stated.", ("day", "year")),
            BackgroundDocument.date_precision,
        ),
        Column(
            Field("date_raw", FieldType.TEXT, "The date as printed."), BackgroundDocument.date_raw
        ),
        Column(
            Field("date_rule", FieldType.TEXT, "The rule that read the date."),
            BackgroundDocument.date_rule,
        ),
        Column(
            Field(
                "language",
                FieldType.TEXT,
                "BCP 47; `und` where no rule can tell.",
                (*LANGUAGES, UNDETERMINED),
                always=True,
            ),
            BackgroundDocument.language,
        ),
        Column(
            Field("words", FieldType.INTEGER, "Words of the text.", always=True),
            BackgroundDocument.words,
        ),
        Column(
            Field(
                "text", FieldType.TEXT, "Paragraphs with one empty line between two.", always=True
            ),
            BackgroundDocument.text,
        ),
        Column(
            Field(
                "content_sha256",
                FieldType.TEXT,
                "Changes exactly when the document does.",
                always=True,
            ),
            BackgroundDocument.content_sha256,
        ),
    ),
    table_of(BackgroundDocument),
    key=("id",),
    where=(SHOWN,),
)
