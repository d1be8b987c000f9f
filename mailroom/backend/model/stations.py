"""Stations and the nonces they have used."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class StationRow(Table):
    """`public_key` is base64 Ed25519; a revoked station keeps its row and cannot sign in."""

    __tablename__ = "station"

    name: Mapped[str] = mapped_column(primary_key=True)
    public_key: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[dt.datetime]


class NonceRow(Table):
    __tablename__ = "station_nonce"

    station: Mapped[str] = mapped_column(ForeignKey("station.name"), primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class FeederDayRow(Table):
    """What a station last told of its feeder's day; nothing in it is about a person."""

    __tablename__ = "feeder_day"

    station: Mapped[str] = mapped_column(ForeignKey("station.name"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True, index=True)
    sheets: Mapped[int]
    jams: Mapped[int]
    own_pace: Mapped[int | None]
    clear_s: Mapped[int | None]
