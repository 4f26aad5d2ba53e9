"""What the pages tell to type: every command is run over the sample, what is shown compared."""

import gzip
import json
import lzma
import re
import shlex
import shutil
from io import StringIO
from pathlib import Path

import click
import httpx
import pandas as pd
import pytest
from builders import a_corpus_line
from curl_commands import asked, commands
from markdown_blocks import DEMO, DOCS, blocks_of
from shown_answers import differences

from cli.main import EXIT_DONE, run, tingtale

pytestmark = pytest.mark.no_cover

SAMPLES = DOCS.parent / "importers" / "sources" / "sample"
PAGES = ("operating.md", "../README.md")
"""Pages whose commands are run one after the other, as an operator would."""


def typed(page):
    """Return the commands of `tingtale` that the page's blocks show, without what follows them."""
    lines = [
        line.removeprefix("$ ").partition(" || ")[0]
        for block in blocks_of(page)
        if block.language == "sh"
        for line in block.text.splitlines()
    ]
    return [line for line in lines if line.startswith("tingtale ") and " serve" not in line]


def done(command, capsys):
    """Run a command as the shell would and return what it prints."""
    _, *arguments = shlex.split(command, comments=True)
    code = run(arguments)
    printed = capsys.readouterr()
    assert code == EXIT_DONE, f"{command}: {printed.err}"
    return printed.out


@pytest.fixture
def operator(tmp_path, monkeypatch):
    """A folder with all that the pages name, which is the working folder; nothing is set."""
    for name in ("TINGTALE_DATABASE_URL", "TINGTALE_INDEX_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for folder in ("pages", "srv/pages"):
        shutil.copytree(SAMPLES / "norden", folder)
    shutil.copytree(SAMPLES / "background", "texts")
    shutil.copytree(SAMPLES / "background", "srv/texts")
    # As the page sets it; what is fetched and sent there is not, here.
    (told,) = (each.text for each in blocks_of("operating.md") if each.language == "toml")
    Path("tingtale.toml").write_text(told.replace('"/srv/', f'"{tmp_path}/srv/'), "utf-8")
    monkeypatch.setenv("TINGTALE_SOURCES_NORDEN", str(tmp_path / "srv" / "pages"))
    monkeypatch.setenv("TINGTALE_MAIL_HOST", "")
    Path("speeches.jsonl.xz").write_bytes(lzma.compress(json.dumps(a_corpus_line()).encode()))
    Path("crawl.warc.gz").write_bytes(
        a_web_archive((SAMPLES / "norden").glob("??_node_?????.html"))
    )
    return tmp_path


def a_web_archive(pages):
    """Return a WARC file that holds the pages as the site's answers."""
    return b"".join(gzip.compress(captured(page)) for page in sorted(pages))


def captured(page):
    """Return the record of a page, of which the file's name tells the address."""
    language, _, node = page.stem.split("_")
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.read_bytes()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-28T02:15:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000{node}>\r\n"
        f"WARC-Target-URI: https://www.norden.org/{language}/node/{node}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_can_type_what_the_page_shows(page, operator, capsys):
    told = typed(page)
    assert len(told) > 3
    for command in ["tingtale db upgrade", *told] if "db upgrade" not in told[0] else told:
        here = re.sub(r" /(srv|var)/", rf" {operator}/\1/", command)
        done(here.replace("Anna Ljunggren", "Brattskar"), capsys)


def test_commands_show_what_the_page_shows(sample_settings, monkeypatch, capsys):
    monkeypatch.chdir(SAMPLES / "norden")
    last, compared = "", 0
    for block in blocks_of("commands.md"):
        if block.language == "json":
            shown, real = json.loads(block.text), json.loads(last)
            assert list(differences(shown, real)) == []
            compared += 1
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            last = done(command, capsys)
            assert not shown or last.splitlines() == shown.splitlines()
            compared += 1
    assert compared == 3


@pytest.mark.parametrize("page", ["concordance.md", "exports.md", "../README.md"])
def test_every_request_is_answered(page, sample_address):
    told = [line for block in blocks_of(page) for line in commands(block)]
    assert told
    for command in told:
        answer = asked(command.replace("anna-ljunggren", "hakon-brattskar"), sample_address)
        assert answer.is_success, f"{command}: {answer.text}"


def test_the_exports_are_read_as_the_page_shows(sample_address):
    (program,) = [block for block in blocks_of("exports.md") if block.language == "python"]
    names = {}
    exec(compile(program.text.replace(DEMO, sample_address), "exports.md", "exec"), names)
    address = f"{sample_address}/api/v1/search.csv?topic=trafficking&comments=false"
    plain = pd.read_csv(StringIO(httpx.get(address).text))
    assert list(names["speeches"]["id"]) == list(plain["id"])
    assert len(plain) > 1


def options():
    """Return the options of every command by its name, those of a group's together."""
    found = {}
    with click.Context(tingtale) as context:
        for name in tingtale.list_commands(context):
            command = tingtale.get_command(context, name)
            children = command.commands.values() if isinstance(command, click.Group) else []
            told = [
                option
                for child in (command, *children)
                for of in child.params
                for option in (*of.opts, *of.secondary_opts)
            ]
            found[name] = {option for option in told if option.startswith("--")}
    return found


def named(text):
    return set(re.findall(r"--[a-z][\w-]*", text))


@pytest.mark.parametrize(("name", "known"), options().items())
def test_every_option_is_named_and_no_other(name, known):
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `tingtale ([\w-]+)`\n", page, flags=re.MULTILINE)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    told = named(sections[name])
    if "filters" in sections[name]:
        told |= named(sections["search"].partition("The filters:")[2].partition("Given twice")[0])
        told |= {"--expand"} & known
    assert told == known
