"""A background document's title is evidence, too, where it is no part of the text."""

from click.testing import CliRunner

from api.http.application import create_app
from archive.settings import Settings
from cli.main import tingtale

TEXT = """---
title: Stop menneskehandel
language: da
---

Vi skriver til regeringerne i Norden om noget, der haster.
Det gælder mennesker, som er kommet hertil.
"""


def test_a_document_is_on_a_topic_by_its_title_alone(tmp_path):
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/archive.sqlite", index_dir=tmp_path / "index"
    )
    (tmp_path / "appeal.md").write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke
    for command in (
        ["db", "upgrade"],
        ["import", "documents", str(tmp_path / "appeal.md")],
        ["index", "build"],
    ):
        assert run(tingtale, command, obj=settings).exit_code == 0
    client = create_app(settings).test_client()
    (hit,) = client.get("/api/v1/search?topic=trafficking&kind=document").json["hits"]
    document = client.get(f"/api/v1/documents/{hit['document']['id']}").json
    (topic,) = document["topics"]
    assert topic["on_topic"]
    (place,) = topic["concepts"][0]["terms"][0]["places"]
    assert place == {"segment": 1, "start": 5, "end": 19, "printed": "menneskehandel"}
    page = client.get(f"/documents/{hit['document']['id']}?topic=trafficking").text
    assert 'Stop <mark id="term-2-1">menneskehandel</mark></h1>' in page
