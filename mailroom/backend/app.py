"""The Flask application: routes, guard, errors and headers around one opened backend."""

from typing import Any

from apiflask import APIFlask

from mailroom.backend.api import answers, contract, converters, policies
from mailroom.backend.api.desk import DESK
from mailroom.backend.api.health import API_VERSION, health
from mailroom.backend.api.here import EXTENSION
from mailroom.backend.api.reviews import offers
from mailroom.backend.api.station import station
from mailroom.backend.api.tenant import tenant
from mailroom.backend.api.webhooks import partner
from mailroom.backend.services.clock import Clock, utc_now
from mailroom.backend.settings import BackendSettings
from mailroom.backend.web import provider
from mailroom.backend.web.errors import error_page
from mailroom.backend.web.staff_provider import staff_pages
from mailroom.backend.web.views import mailbox_pages
from mailroom.backend.wiring import Backend, open_backend

_MB = 1 << 20


def create_app(settings: BackendSettings, *, clock: Clock = utc_now) -> APIFlask:
    """Ready to serve: migrated, guarded, painting in the background.

    Close `backend_of(app)` when done. Raises DatabaseUnsafe, KeyUnsafe, RouteWithoutPolicy.
    """
    backend = open_backend(settings, clock=clock)
    app = APIFlask(
        "mailroom.backend",
        title="Mailroom",
        version=API_VERSION,
        docs_path=None,
        json_errors=False,
        static_folder=None,  # pyright: ignore[reportArgumentType]  None is allowed, and meant
    )
    app.config["MAX_CONTENT_LENGTH"] = settings.max_blob_mb * _MB
    app.config["VALIDATION_ERROR_STATUS_CODE"] = 400
    app.config["SECURITY_SCHEMES"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "basic": {"type": "http", "scheme": "basic"},
    }
    converters.install(app)
    parts = (station, offers, partner, tenant, health, *DESK, mailbox_pages(), staff_pages())
    for blueprint in parts:
        app.register_blueprint(blueprint)
    provider.install(app, settings, secret=backend.web_secret)
    answers.install(app, page=error_page)
    policies.guard(app)

    def complete(document: dict[str, Any]) -> dict[str, Any]:
        contract.complete(document, app.view_functions)
        return document

    app.spec_processor(complete)  # pyright: ignore[reportUnknownMemberType, reportArgumentType]  untyped
    app.extensions[EXTENSION] = backend
    backend.painter.start()
    return app


def backend_of(app: APIFlask) -> Backend:
    """What the application was opened around."""
    found: Backend = app.extensions[EXTENSION]
    return found
