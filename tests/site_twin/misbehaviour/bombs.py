"""Bodies that grow beyond all bounds."""

import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from site_twin.answers import Answer, Asked
from site_twin.misbehaviour.base import Misbehaviour, OfPages, Surroundings

_MEGABYTE = 1_000_000


@cache
def _gzip_bomb(megabytes: int) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(_MEGABYTE)
    return b"".join(squeeze.compress(zeros) for _ in range(megabytes)) + squeeze.flush()


@cache
def _brotli_bomb(megabytes: int) -> bytes:
    import brotli  # noqa: PLC0415  (of the extra that fetches; needed for this alone)

    squeeze = brotli.Compressor(quality=5)
    zeros = bytes(_MEGABYTE)
    return b"".join(squeeze.process(zeros) for _ in range(megabytes)) + squeeze.finish()


@dataclass(frozen=True, kw_only=True)
class GzipBomb(OfPages):
    """A small body that unpacks to hundreds of megabytes."""

    name: ClassVar[str] = "gzip_bomb"
    encoding: ClassVar[str] = "gzip"
    megabytes: int = 300

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return replace(
            answer,
            body=self.bomb(),
            headers={**answer.headers, "Content-Encoding": self.encoding},
        )

    def bomb(self) -> bytes:
        """Return the body."""
        return _gzip_bomb(self.megabytes)


@dataclass(frozen=True, kw_only=True)
class BrotliBomb(GzipBomb):
    """The same by brotli, of some hundred bytes."""

    name: ClassVar[str] = "brotli_bomb"
    encoding: ClassVar[str] = "br"

    def bomb(self) -> bytes:
        return _brotli_bomb(self.megabytes)


@dataclass(frozen=True, kw_only=True)
class BombInSitemap(Misbehaviour):
    """A compressed member of the sitemap that unpacks to hundreds of megabytes."""

    name: ClassVar[str] = "bomb_in_sitemap"
    megabytes: int = 300

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return asked.path.endswith(".xml.gz")

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return replace(answer, body=_gzip_bomb(self.megabytes))


@dataclass(frozen=True, kw_only=True)
class BigSitemap(Misbehaviour):
    """A sitemap of so many megabytes, with what it lists at other times at its beginning."""

    name: ClassVar[str] = "big_sitemap"
    megabytes: int = 50

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return asked.path == "/sitemap-1.xml"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        row = f"<url><loc>{around.base}/en/news/all-the-news-of-norden</loc></url>\n".encode()
        rows = row * (self.megabytes * _MEGABYTE // len(row))
        return replace(answer, body=answer.body.replace(b"</urlset>", rows + b"</urlset>"))
