"""The backend's settings: TOML, then environment; read once, frozen, handed on as arguments."""

import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_settings import SettingsConfigDict

from mailroom.domain.couriers import Courier
from mailroom.settings import FileSettings

Seconds = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=1)]


def _form(text: str) -> str:
    """Raises ValueError for what is no regular expression."""
    try:
        re.compile(text, re.ASCII)
    except re.error as error:
        raise ValueError("the number's form is no regular expression") from error
    return text


class CourierSettings(BaseModel):
    """A courier by name; its numbers' form is a regular expression over the whole number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=40)]
    service: Annotated[str, Field(max_length=40)] = ""
    number: Annotated[str, Field(max_length=80), AfterValidator(_form)] = ""
    heaviest_g: Count = 35_000


class BackendSettings(FileSettings):
    """Every key is documented in `resources/defaults/backend.toml`."""

    model_config = SettingsConfigDict(env_prefix="MAILROOM_BACKEND_", extra="forbid", frozen=True)

    data: Path = Field(default_factory=lambda: platformdirs.user_data_path("mailroom-backend"))
    database_url: str = ""
    bucket: str = ""
    bucket_prefix: str = ""
    bucket_endpoint: str = ""
    bucket_region: str = ""
    bucket_cache_mb: Count = 4096
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8470
    threads: Count = 32
    language: Literal["sv", "en"] = "sv"
    secure_cookies: bool = False
    trusted_proxy: str = ""

    max_blob_mb: Count = 64
    max_manifest_kb: Count = 8192
    busy_timeout_s: Seconds = 10.0

    clock_leeway_s: Seconds = 60.0
    station_token_h: Annotated[float, Field(gt=0, le=8)] = 8.0
    register_keep_days: Count = 31
    register_max_age_days: Count = 2

    session_idle_min: Count = 30
    session_max_h: Count = 12
    sign_in_failures: Count = 5
    sign_in_window_min: Count = 15

    oidc_issuer: str = ""
    oidc_name: str = ""
    oidc_client_id: str = ""
    oidc_client_secret_file: str = ""

    page_width_px: Annotated[int, Field(ge=200, le=4000)] = 1240
    thumbnail_width_px: Annotated[int, Field(ge=40, le=600)] = 160
    render_timeout_s: Seconds = 20.0
    render_memory_mb: Count = 1024

    public_url: str = "http://127.0.0.1:8470"
    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password_file: str = ""
    smtp_ca_file: str = ""
    mail_from: str = "brevlada@localhost"
    bounces_folder: str = ""
    outgoing_timeout_s: Seconds = 20.0
    webhooks_anywhere: bool = False
    scheduled: bool = True
    recheck_share: Annotated[float, Field(ge=0, le=1)] = 0.01

    seller_name: str = "Brevrummet Övning AB"
    seller_number: Annotated[str, Field(pattern=r"^[0-9]{10}$")] = "5569999997"
    seller_street: str = "Postgatan 1"
    seller_postcode: str = "111 22"
    seller_city: str = "Stockholm"
    seller_bankgiro: Annotated[str, Field(pattern=r"^[0-9]{7,8}$")] = "1234566"

    couriers: list[CourierSettings] = Field(default_factory=list[CourierSettings], max_length=9)

    support_text: str = "077-045 70 00, support@kivra.com (9-17)"

    @property
    def named_couriers(self) -> tuple[Courier, ...]:
        return tuple(Courier(**one.model_dump()) for one in self.couriers)

    @property
    def url(self) -> str:
        """The database: `database_url`, or SQLite in the data folder."""
        return self.database_url or f"sqlite+pysqlite:///{self.data / 'mailroom.sqlite'}"

    @property
    def oidc_client_secret(self) -> str:
        """Raises OSError when the file cannot be read."""
        file = self.oidc_client_secret_file
        return Path(file).read_text("utf-8").strip() if file else ""
