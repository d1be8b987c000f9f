"""The questions about the sorting table and test letters as routes of the backend."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from mailroom.domain.policy import PolicyRow
from mailroom.domain.policyversions import (
    ConfirmPolicy,
    Policies,
    ProposePolicy,
    Replay,
    ReplayPolicy,
    SeeFace,
    SeePolicies,
    WithdrawPolicy,
)
from mailroom.domain.review import Shown
from mailroom.domain.seeds import SeedLetters, Seeds, SeeSeeds
from mailroom.engines.link.routes import Route

_ROWS: Final = TypeAdapter(tuple[PolicyRow, ...])
_VERSIONS: Final = TypeAdapter(Policies)


def _rows(rows: tuple[PolicyRow, ...]) -> dict[str, Any]:
    return {"rows": _ROWS.dump_python(rows, mode="json")}


def _replaying(asked: ReplayPolicy) -> bytes:
    return json.dumps(_rows(asked.rows)).encode()


def _proposing(asked: ProposePolicy) -> bytes:
    return json.dumps(
        _rows(asked.rows) | {"in_force_from": asked.in_force_from.isoformat()}
    ).encode()


POLICY_ROUTES: Final[Mapping[type, Route]] = {
    SeePolicies: Route("GET", lambda _: "/policy", _VERSIONS),
    ReplayPolicy: Route("POST", lambda _: "/policy/replay", TypeAdapter(Replay), _replaying),
    SeeFace: Route("GET", lambda asked: f"/policy/faces/{asked.item}", TypeAdapter(Shown)),
    ProposePolicy: Route("POST", lambda _: "/policy", _VERSIONS, _proposing),
    ConfirmPolicy: Route("POST", lambda asked: f"/policy/{asked.version}/confirm", _VERSIONS),
    SeeSeeds: Route("GET", lambda _: "/reviews/seeds", TypeAdapter(Seeds)),
    SeedLetters: Route(
        "POST",
        lambda _: "/reviews/seeds",
        TypeAdapter(Seeds),
        lambda asked: json.dumps({"count": asked.count}).encode(),
    ),
    WithdrawPolicy: Route("POST", lambda asked: f"/policy/{asked.version}/withdraw", _VERSIONS),
}
