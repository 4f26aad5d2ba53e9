"""Bodies without their encodings, in whatever pieces they come."""

import gzip
import zlib
from itertools import pairwise

import brotli
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from importers.fetching.http.encodings import (
    BodyTooLarge,
    UndecodableBody,
    decode_body,
    encodings_of,
)


def bare(body):
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(body) + packing.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]) + bytes(7),
    "deflate": zlib.compress,
    "br": brotli.compress,
}
bodies = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([65_535, 65_536, 65_537, 131_072, 200_000, 300_000]).map(bytes),
)


def pieces(content, cuts):
    """Return the content, cut at some places."""
    places = [0, *sorted(cut % (len(content) + 1) for cut in cuts), len(content)]
    return [content[first:last] for first, last in pairwise(places)]


@given(
    body=bodies,
    names=st.lists(st.sampled_from([*PACKERS]), max_size=3),
    cuts=st.lists(st.integers(0, 10**6), max_size=5),
)
def test_what_was_packed_is_unpacked(body, names, cuts):
    content = body
    for name in names:
        content = PACKERS[name](content)
    most = max(len(body), 2_000) * 2
    assert decode_body(pieces(content, cuts), encodings_of(", ".join(names)), most) == body


@given(body=bodies.filter(bool), cuts=st.lists(st.integers(0, 10**6), max_size=3))
def test_bare_deflate_is_unpacked_too(body, cuts):
    assert decode_body(pieces(bare(body), cuts), ("deflate",), 10**6) == body


@given(body=bodies, name=st.sampled_from(["gzip", "deflate", "br"]), missing=st.integers(1, 20))
def test_what_is_cut_off_is_told(body, name, missing):
    content = PACKERS[name](body)
    assume(len(content) > missing)
    with pytest.raises(UndecodableBody):
        decode_body([content[:-missing]], (name,), 10**6)


@given(name=st.sampled_from(["gzip", "deflate", "br"]), most=st.integers(0, 200_000))
def test_no_more_is_unpacked_than_is_allowed(name, most):
    content = PACKERS[name](bytes(200_001))
    with pytest.raises(BodyTooLarge):
        decode_body([content], (name,), most)


@given(st.binary(max_size=200), st.sampled_from([*PACKERS]))
def test_garbage_is_told(content, name):
    try:
        decode_body([content], (name,), 10**6)
    except (UndecodableBody, BodyTooLarge):
        return
