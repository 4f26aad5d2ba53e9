"""Result sets: what was found and from what, and what has become of it."""

from typing import Final

from marshmallow import Schema, fields

from api.schemas.common.fields import ArchivePath, UniversalTime
from api.schemas.common.provenance import CitationSchema
from archive.vocabulary import RecordKind

_EXAMPLE_ID: Final = "3f2a9c1b22d4a0de57c1e8b0"


class ArchiveVersionSchema(Schema):
    """A state of the archive."""

    version = fields.String(
        attribute="name",
        required=True,
        metadata={"description": "The hash's first 16 digits.", "example": "3c965f8f53aba48e"},
    )
    content_sha256 = fields.String(
        required=True,
        metadata={
            "description": (
                "Of one line for each record, `speech <id> <its content_sha256>` or"
                " `document ...`, sorted by bytes, each ended by a line feed."
            )
        },
    )
    run = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The last import run that changed a record."},
    )
    changed_at = UniversalTime(
        required=True, allow_none=True, metadata={"description": "When that run began."}
    )
    speeches = fields.Integer(required=True)
    documents = fields.Integer(required=True)


class StateSchema(Schema):
    """What a search is answered from."""

    archive = fields.Nested(ArchiveVersionSchema, required=True)
    lexicon = fields.String(required=True, metadata={"description": "The topics' version."})
    analysis = fields.String(
        required=True, metadata={"description": "The version of the analysis of words."}
    )


class ResultSetLinksSchema(Schema):
    """Addresses, without the server's."""

    self_ = ArchivePath(data_key="self", required=True)
    ids = ArchivePath("The ids alone, one a line.", required=True)
    diff = ArchivePath(required=True)
    citation = ArchivePath(required=True)
    page = ArchivePath(required=True)
    search = ArchivePath("The same search, asked today.", required=True)


class ResultSetHeadSchema(StateSchema):
    """A result set without its ids."""

    id = fields.String(required=True, metadata={"example": _EXAMPLE_ID})
    created_at = UniversalTime(
        required=True, metadata={"description": "When it was asked for first."}
    )
    kind = fields.String(required=True, metadata={"enum": [kind.value for kind in RecordKind]})
    query = fields.Dict(
        required=True,
        metadata={"description": "The search's parameters, each written in one way only."},
    )
    understood = fields.String(
        required=True, metadata={"description": "The query written out; * is every speech."}
    )
    total = fields.Integer(required=True)
    sha256 = fields.String(
        required=True,
        metadata={"description": "Of the ids in order, each ended by a line feed, in UTF-8."},
    )
    links = fields.Nested(ResultSetLinksSchema, required=True)


class ResultSetSchema(ResultSetHeadSchema):
    """A result set: the same bytes for good."""

    ids = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Of the records found, in the order of the search."},
    )


class CitedSetSchema(ResultSetHeadSchema):
    """A result set that was asked for, and how to cite it."""

    citation = fields.Nested(CitationSchema, required=True)


class CountedStateSchema(StateSchema):
    """What a search was or is answered from, and how many records it finds."""

    total = fields.Integer(required=True)


class AddedSchema(Schema):
    """A record that is found now and was not."""

    id = fields.String(required=True)
    changed = fields.Boolean(
        required=True,
        metadata={
            "description": (
                "Whether an import brought or changed it since; else it is found because topics"
                " or analysis have changed."
            )
        },
    )


class ChangedSchema(Schema):
    """A record of the set whose text or metadata are others now."""

    id = fields.String(required=True)
    found = fields.Boolean(required=True, metadata={"description": "Whether it is found still."})


class WithdrawnSchema(Schema):
    """A record of the set that is neither counted nor found any more."""

    id = fields.String(required=True)
    withdrawn_at = UniversalTime(
        required=True,
        allow_none=True,
        metadata={"description": "null where the archive does not know it at all any more."},
    )


class DifferenceSchema(Schema):
    """What has become of a result set, in the state of the index that serves."""

    result_set = fields.String(required=True, metadata={"example": _EXAMPLE_ID})
    kind = fields.String(required=True, metadata={"enum": [kind.value for kind in RecordKind]})
    then = fields.Nested(CountedStateSchema, required=True)
    now = fields.Nested(CountedStateSchema, required=True)
    added = fields.List(fields.Nested(AddedSchema), required=True)
    changed = fields.List(fields.Nested(ChangedSchema), required=True)
    withdrawn = fields.List(fields.Nested(WithdrawnSchema), required=True)
    no_longer_found = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": (
                "Records that are held still and unchanged, and are found no more: topics or"
                " analysis have changed, as `versions_changed` says."
            )
        },
    )
    unchanged = fields.Integer(
        required=True, metadata={"description": "How many are found still, and unchanged."}
    )
    same_order = fields.Boolean(
        required=True,
        metadata={"description": "Whether what was and is found comes in the same order."},
    )
    versions_changed = fields.List(
        fields.String(metadata={"enum": ["lexicon", "analysis"]}), required=True
    )
