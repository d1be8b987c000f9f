"""The OpenAPI document is served, and the API keeps what it says, also for hostile requests."""

import schemathesis
from apiflask import APIFlask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mailroom.backend.app import backend_of
from mailroom.backend.services.programs import HOOKS, MARK, READ
from tests.backend.builders import ACTIVE, Desk
from tests.backend.clerk import employed

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_whatever_is_sent_the_answer_is_as_documented(shared_desk: Desk):
    schema = schemathesis.openapi.from_wsgi("/openapi.json", shared_desk.client.application)
    tried = []
    headers = {
        "v2": of_a_tenant(shared_desk),
        "v3": of_an_integrator(shared_desk),
        "desk": of_the_office(shared_desk),
    }
    for found in schema.get_all_operations():
        operation = found.ok()
        tried.append(operation.label)
        parts = operation.path.split("/")[1:3]
        known = [headers[part] for part in parts if part in headers]
        try_operation(operation, known[0] if known else shared_desk.headers)
    assert len(tried) > 12


def test_every_file_is_documented_as_what_it_is(shared_desk: Desk):
    """A route that fuzzing never makes answer would else say that its PDF is JSON."""
    kinds = {"pdf": "application/pdf", "xml": "application/xml"}
    paths = shared_desk.client.get("/openapi.json").json["paths"]
    files = [path for path in paths if path.rpartition(".")[2] in kinds]
    assert len(files) > 8
    for path in files:
        content = paths[path]["get"]["responses"]["200"]["content"]
        assert list(content) == [kinds[path.rpartition(".")[2]]], path


def of_an_integrator(desk: Desk) -> dict[str, str]:
    """With every scope there is, so that what is sent is read and not just turned away."""
    programs = backend_of(desk.client.application).programs
    secret = programs.admit_reader("ledger", ACTIVE[0], [READ, MARK, HOOKS])
    return {"Authorization": f"Bearer {programs.grant('ledger', secret, address='').token}"}


def of_the_office(desk: Desk) -> dict[str, str]:
    """Who may do nearly everything at a desk."""
    return employed(desk.client.application, "allt", "clerk", "supervisor", "administrator").headers


def of_a_tenant(desk: Desk) -> dict[str, str]:
    programs = backend_of(desk.client.application).programs
    _, secret = programs.admit_sender("power", "5564404035", "Kraftbolaget AB")
    return {"Authorization": f"Bearer {programs.grant('power', secret, address='').token}"}


def try_operation(operation: APIOperation, headers: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=12,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def try_case(case: Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    try_case()


def test_every_api_route_is_documented(app: APIFlask):
    document = app.test_client().get("/openapi.json").json
    documented = {path.replace("{", "<").replace("}", ">") for path in document["paths"]}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/v1/", "/v2/", "/v3/")):
            plain = "".join(
                f"<{part}>" if is_variable else part
                for is_variable, part in rule._trace
                if part != "|"
            )
            assert plain in documented
