"""Every operation of the OpenAPI document, asked what it allows and what it does not.

schemathesis makes the requests from the document. TINGTALE_TEST_EXAMPLES raises their number for
each operation.
"""

import os

import pytest
import schemathesis
from api_client import filled
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from api.http.application import create_app
from archive.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

EXAMPLES = int(os.environ.get("TINGTALE_TEST_EXAMPLES", "6"))

# What `q` may hold no JSON schema says, nor which ids there are: a parameter that is sound by the
# document may be refused, which "positive_data_acceptance" would call a fault. The others are of
# APIs with accounts, or that create and delete.
LEFT_OUT = {
    *("positive_data_acceptance", "ignored_auth", "object_level_authorization"),
    *("use_after_free", "ensure_resource_availability"),
}
CHECKED = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in LEFT_OUT]


def described():
    """Each operation's id and whether it takes anything but ids; needs no database, no index."""
    document = create_app(Settings()).extensions["openapi"].to_dict()
    for methods in document["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict) and "operationId" in operation:
                taken = [each for each in operation.get("parameters", []) if each["in"] == "query"]
                yield operation["operationId"], bool(taken or "requestBody" in operation)


TAKING = dict(described())
MODES = [
    (name, mode)
    for name, takes in TAKING.items()
    for mode in GenerationMode
    if takes or mode is GenerationMode.POSITIVE
]


@pytest.fixture(scope="module")
def operations(tmp_path_factory):
    """Those of an application of its own: result sets are written by these tests."""
    app = create_app(filled(tmp_path_factory.mktemp("described"), "whoosh"))
    frozen = app.test_client().post("/api/v1/result-sets", json={"q": "klima*"}).json["id"]
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    made = [each.ok() for each in schema.get_all_operations()]
    return {each.definition.raw["operationId"]: each for each in made} | {"result set": frozen}


KNOWN = {
    "speech_id": ("nc-64-1", "nc-65-3"),
    "document_id": ("appeal-2013", "letter"),
    "speaker_id": ("ada-lindqvist",),
    "topic_id": ("trafficking", "climate"),
    "session_id": ("64", "2016-theme"),
    "agenda_item_id": ("item-64-1",),
}
"""Ids that there are: generated ones are none."""

QUERIES = (
    *("menneskehandel", "klima* OR skat", "topic:trafficking NOT year:2012", '"det er"~3', "*"),
    *("findesikke", "ihmiskauppa~1", "=klimaet", "speaker:ada-lindqvist", "date:>=2013"),
)

sound = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(QUERIES),
        "topic": st.sampled_from(("trafficking", "climate")),
        "concept": st.just("human_trafficking"),
        "speaker": st.just("ada-lindqvist"),
        "session": st.sampled_from(("64", "65")),
        "assembly": st.just("nordic-council"),
        "country": st.sampled_from(("DK", "SE")),
    },
)
"""Values of parameters that the archive knows."""


def with_known(case, known, values):
    """The case with ids and values of the archive in the place of generated ones."""
    for name in case.path_parameters or {}:
        if name in KNOWN:
            case.path_parameters[name] = KNOWN[name][known % len(KNOWN[name])]
    given_by_name = case.query or {}
    given_by_name.pop("cursor", None)
    taken = {parameter.name for parameter in case.operation.query}
    for name in {"q", "topic", "concept", "speaker", "session", "assembly", "country"} & taken:
        given_by_name.pop(name, None)
        if name in values:
            given_by_name[name] = values[name]
    case.query = given_by_name
    return case


@pytest.mark.parametrize(("operation_id", "mode"), MODES)
def test_an_operation_answers_as_described(operations, operation_id, mode):
    @settings(
        deadline=None,
        max_examples=EXAMPLES,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(operations[operation_id].as_strategy(generation_mode=mode))
    def ask(case):
        case.validate_response(case.call(), checks=CHECKED)

    ask()


@pytest.mark.parametrize("operation_id", TAKING)
def test_an_operation_finds_what_there_is_as_described(operations, operation_id):
    @settings(
        deadline=None,
        max_examples=EXAMPLES,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(
        operations[operation_id].as_strategy(generation_mode=GenerationMode.POSITIVE),
        st.integers(0, 1),
        sound,
    )
    def ask(case, known, values):
        if "result_set_id" in (case.path_parameters or {}):
            case.path_parameters["result_set_id"] = operations["result set"]
        asked = with_known(case, known, values)
        asked.validate_response(asked.call(), checks=CHECKED)

    ask()
