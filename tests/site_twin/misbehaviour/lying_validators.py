"""ETags that lie, and answers that nothing has changed which nobody asked for."""

from dataclasses import dataclass, replace
from typing import ClassVar

from site_twin.answers import Answer, Asked
from site_twin.misbehaviour.base import OfPages, Surroundings


@dataclass(frozen=True, kw_only=True)
class ChangingEtags(OfPages):
    """An ETag that is another one each time, though the page is the same."""

    name: ClassVar[str] = "changing_etags"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        if answer.status == 304:
            answer = around.answer(asked)
        headers = {**answer.headers, "ETag": f'W/"{asked.order}"'}
        return replace(answer, headers=headers)


@dataclass(frozen=True, kw_only=True)
class SameEtags(OfPages):
    """One ETag for all pages: whoever brings it hears that nothing has changed."""

    name: ClassVar[str] = "same_etags"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        headers = {**answer.headers, "ETag": '"norden"'}
        if '"norden"' in asked.headers.get("if-none-match", ""):
            return Answer(304, b"", headers, kind=answer.kind)
        return replace(answer, headers=headers)


@dataclass(frozen=True, kw_only=True)
class UnaskedNotModified(OfPages):
    """304 to those who named no validator, and so hold nothing."""

    name: ClassVar[str] = "unasked_not_modified"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        if {"if-none-match", "if-modified-since"} & set(asked.headers):
            return answer
        return Answer(304, b"", {}, kind=answer.kind)
