"""Result sets: frozen for good, proved by a hash, cited, described by the OpenAPI document."""

import json
from hashlib import sha256

from imported_archive import SPEECHES, TOPICAL, line, withdrawal
from test_api_openapi import problems


def test_the_same_question_in_the_same_state_gets_the_same_set(twelve):
    first = twelve.freeze(topic=["trafficking", "climate"], q=" menneskehandel ", language="da")
    same = {"q": "menneskehandel", "topic": ["climate", "trafficking", "climate"], "expand": None}
    again = twelve.freeze(200, **same, language=["da"], sort="relevance", speaker=[])
    assert again == first
    assert first["query"] == {
        "language": ["da"],
        "q": "menneskehandel",
        "sort": "relevance",
        "topic": ["climate", "trafficking"],
    }
    assert twelve.freeze(**first["query"], status=200) == first
    response = twelve.post({"q": "menneskehandel"})
    assert response.headers["Location"] == json.loads(response.text)["links"]["self"]


def test_an_import_that_changes_nothing_changes_no_id(twelve):
    first = twelve.freeze(q="menneskehandel")
    twelve.bring(*(line(number, text) for number, text in SPEECHES.items()))
    twelve.index()
    assert twelve.freeze(200, q="menneskehandel") == first


def test_the_hash_is_of_the_ids_one_a_line(twelve):
    kept = twelve.freeze(q="menneskehandel", sort="number")
    text = twelve.bytes(kept["links"]["ids"])
    replay = json.loads(twelve.bytes(kept["links"]["self"]))
    assert text == b"".join(f"folketinget-{n}\n".encode() for n in range(12))
    assert replay["ids"] == text.decode().splitlines()
    assert replay["sha256"] == kept["sha256"] == sha256(text).hexdigest()
    assert replay["total"] == 12
    found = twelve.client.get("/search?q=menneskehandel&sort=number&limit=100")
    assert [hit["speech"]["id"] for hit in found["hits"]] == replay["ids"]
    assert found["archive"] == replay["archive"]


def test_a_set_is_served_without_an_index_and_is_kept_by_caches(twelve):
    kept = twelve.freeze(q="menneskehandel")
    for path in (kept["links"]["self"], kept["links"]["ids"]):
        response = twelve.client.response(path)
        assert response.headers["Cache-Control"] == "public, max-age=86400, immutable"
        tag = response.headers["ETag"]
        again = twelve.client.response(path, headers={"If-None-Match": tag})
        assert again.status_code == 304
    (twelve.settings.index_dir / "CURRENT").unlink()
    assert twelve.client.response(kept["links"]["self"]).status_code == 200
    assert twelve.client.response(kept["links"]["diff"]).status_code == 503
    assert twelve.post({"q": "menneskehandel"}).status_code == 503


def test_real_answers_are_as_described(twelve):
    document = twelve.client.get("/openapi.json")
    kept = twelve.freeze(q="menneskehandel")
    changes = {"3": "Om fiskeri.", "4": f"{TOPICAL} 4, rettet.", "50": f"{TOPICAL} 50."}
    twelve.bring(*(line(*changed) for changed in changes.items()), withdrawal("5"))
    twelve.index()
    paths = document["paths"]
    posted = paths["/api/v1/result-sets"]["post"]
    assert {"200", "201", "400", "413", "415", "500", "503"} <= set(posted["responses"])
    assert described(document, posted["responses"]["201"], kept) == []
    for suffix in ("", "/diff", "/citation"):
        operation = paths[f"/api/v1/result-sets/{{result_set_id}}{suffix}"]["get"]
        answer = twelve.client.get(f"/result-sets/{kept['id']}{suffix}")
        assert described(document, operation["responses"]["200"], answer) == []


def described(document, response, answer):
    """Return in what the answer is not as the OpenAPI document describes it."""
    return problems(document, response["content"]["application/json"]["schema"], answer)


def test_a_set_of_nothing_may_be_frozen(twelve):
    kept = twelve.freeze(q="rumskib")
    assert (kept["total"], kept["sha256"]) == (0, sha256(b"").hexdigest())
    assert twelve.bytes(kept["links"]["ids"]) == b""
    assert twelve.diff(kept)["unchanged"] == 0


def test_a_set_is_cited_as_text_bibtex_and_csl(twelve):
    kept = twelve.freeze(q="menneskehandel")
    cited = twelve.client.get(f"/result-sets/{kept['id']}/citation")
    assert cited == kept["citation"]
    address = f"http://localhost/result-sets/{kept['id']}"
    assert address in cited["text"]
    assert kept["sha256"] in cited["text"]
    assert kept["archive"]["version"] in cited["text"]
    assert cited["csl"]["URL"] == address
    assert cited["bibtex"].startswith("@misc{tingtale-result-set-")
