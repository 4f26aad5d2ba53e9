"""The command `concordance`: aligned lines, sorted, with who said it."""

import json

from commands_run import ask, refused


def test_lines_stand_aligned_under_each_other(archive):
    shown = ask(archive, "concordance", "menneskehandel", "--sort", "left").stdout.splitlines()
    assert shown[0] == "2 matches"
    before = len("Trafficking skal stoppes, og ")
    assert [line.casefold().index("menneskehandel") for line in shown[1:]] == [before, before]
    assert shown[1].endswith("Anna Lind, 2012-10-31")
    assert shown[2].endswith("En gæst, 2015")


def test_a_limit_is_told(archive):
    shown = ask(archive, "concordance", "menneskehandel", "--limit", "1").stdout
    assert "2 matches, the first 1:" in shown


def test_background_documents_are_shown_by_title(archive):
    shown = ask(archive, "concordance", "menneskehandel", "--kind", "document").stdout
    assert shown.startswith("1 match\n")
    assert "Stop" in shown


def test_lines_come_as_the_api_answers_them(archive):
    told = json.loads(ask(archive, "concordance", "menneskehandel", "--json").stdout)
    assert (told["total"], told["speeches"], told["sort"]) == (2, 2, "relevance")
    assert told["lines"][0]["match"] == "Menneskehandel"
    assert told["lines"][0]["speech"]["speaker"]["name"] == "Anna Lind"


def test_what_stands_nowhere_is_refused(archive):
    assert "nothing is asked for that stands in a text" in refused(archive, "concordance")
