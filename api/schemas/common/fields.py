"""Fields of our own: addresses, which are ids on our side, and points in time."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import fields

from api.http.links import absolute, mounted
from services.addresses import API, page, resource, with_parameters


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


class ArchivePath(fields.String):
    """A path within the archive, on the wire below the path at which that is served."""

    def __init__(self, description: str | None = None, **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        told = {} if description is None else {"description": description}
        super().__init__(metadata={"format": "uri-reference", **told}, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: object) -> str | None:  # noqa: ANN401  (marshmallow's own)
        del attr, obj
        return None if value is None else mounted(value)


class SearchPath(ArchivePath):
    """The path of the search for a parameter's value."""

    def __init__(self, parameter: str, **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(dump_only=True, **kwargs)
        self.parameter = parameter

    def _serialize(self, value: object, attr: str | None, obj: object, **_: object) -> str | None:
        del attr, obj
        return mounted(with_parameters(f"{API}/search", [(self.parameter, value)]))


class LocalTime(fields.NaiveDateTime):
    """A point in time by the clock of its place: no `date-time`, which carries an offset."""

    def __init__(self, *, metadata: Mapping[str, Any], **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(metadata={**_LOCAL_TIME, **metadata}, **kwargs)


_LOCAL_TIME: Final = {
    "format": "date-time-local",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$",
}
"""As the registry of OpenAPI's formats calls it."""


class UniversalTime(fields.NaiveDateTime):
    """A point in time in UTC: without an offset on our side, with Z on the wire."""

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: object) -> str | None:  # noqa: ANN401  (marshmallow's own)
        text = super()._serialize(value, attr, obj)
        return None if text is None else f"{text}Z"
