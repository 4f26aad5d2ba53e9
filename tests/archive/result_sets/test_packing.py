"""Numbers in a compact form: any are read as they were written, and few bytes a number."""

import random

from hypothesis import given
from hypothesis import strategies as st

from archive.result_sets.number_encoding import decode_numbers, encode_numbers


@given(st.lists(st.integers(-(2**70), 2**70)))
def test_any_numbers_are_read_as_they_were_written(numbers):
    assert list(decode_numbers(encode_numbers(numbers))) == numbers


def test_three_thousand_records_take_seven_kilobytes_in_any_order():
    in_order = range(1, 3001)
    shuffled = random.Random(1).sample(range(1, 20_001), 3000)
    assert len(encode_numbers(in_order)) < 60
    assert len(encode_numbers(shuffled)) < 7_000
