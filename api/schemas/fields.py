"""Fields that are addresses: an id on our side, where it leads on the wire."""

from typing import Any

from marshmallow import fields

from api.links import absolute, page, resource


class ResourceAddress(fields.String):
    """The full address of a resource of the API, made from its id."""

    def __init__(self, kind: str, *, suffix: str = "", **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(metadata={"format": "uri"}, dump_default=None, dump_only=True, **kwargs)
        self.kind = kind
        self.suffix = suffix

    def _serialize(self, value: object, attr: str | None, obj: object, **_: object) -> str | None:
        del attr, obj
        if value is None:
            return None
        return absolute(resource(self.kind, str(value)) + self.suffix)


class PageAddress(fields.String):
    """The full address of a page for readers, made from an id."""

    def __init__(self, kind: str, **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(metadata={"format": "uri"}, dump_default=None, dump_only=True, **kwargs)
        self.kind = kind

    def _serialize(self, value: object, attr: str | None, obj: object, **_: object) -> str | None:
        del attr, obj
        return None if value is None else absolute(page(self.kind, str(value)))
