"""Exports as tests read them: objects, rows, and a corpus."""

import csv
import io
import json

from lxml import etree


def lines(response):
    """Return the objects of an NDJSON answer."""
    return [json.loads(line) for line in response.get_data().splitlines()]


def table(response):
    """Return the rows of a CSV answer, its comments left out."""
    text = response.get_data().decode().removeprefix("\ufeff")
    while text.startswith("#"):
        text = text.partition("\r\n")[2]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(response):
    """Return the rows of CSV in the form for spreadsheets."""
    text = response.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def corpus(response):
    return etree.fromstring(response.get_data())
