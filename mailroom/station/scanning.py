"""The scanners of this station: those it was told of, and those a search found."""

from collections.abc import Callable, Sequence
from typing import Protocol

from mailroom.domain.errors import CommandRefused
from mailroom.domain.events import Event, FeederChanged, FeederState, ScannersFound
from mailroom.domain.events import Scanner as ScannerName
from mailroom.station.profiles import Profile, ProfileBook
from scanners.api import Scanner


class ScannerSource(Protocol):
    """Opens scanners; only the wiring knows their drivers."""

    def known(self) -> Sequence[Scanner]: ...

    def search(self) -> Sequence[Scanner]:
        """Ask the drivers; may take seconds."""
        ...


class Scanners:
    """Used on the station's command and errand threads."""

    def __init__(
        self, source: ScannerSource, book: ProfileBook, announce: Callable[[Event], None]
    ) -> None:
        self._source, self._book = source, book
        self._announce = announce
        self._all = {scanner.info.id: scanner for scanner in source.known()}
        self._chosen = next(iter(self._all), None)
        self._profile = book.standard

    @property
    def chosen(self) -> Scanner:
        """Raises CommandRefused when there is none."""
        scanner = self.at_hand
        if scanner is None:
            raise CommandRefused("no scanner")
        return scanner

    @property
    def at_hand(self) -> Scanner | None:
        """The chosen one, None when there is none."""
        return self._all.get(self._chosen or "")

    @property
    def is_one_chosen(self) -> bool:
        return self._chosen is not None

    @property
    def profile(self) -> Profile:
        return self._profile

    def choose(self, scanner: str) -> None:
        if scanner not in self._all:
            raise CommandRefused("no such scanner")
        self._chosen = scanner
        self.say()

    def choose_profile(self, profile: str) -> None:
        known = self._book.profiles.get(profile)
        if known is None:
            raise CommandRefused("no such profile")
        if self._book.locked and known is not self._profile:
            raise CommandRefused("the profile is locked")
        self._profile = known
        self.say()

    def search(self) -> None:
        found = {scanner.info.id: scanner for scanner in self._source.search()}
        self._all = {**found, **self._all}
        self._chosen = self._chosen or next(iter(self._all), None)
        self.say()

    def say(self) -> None:
        named = tuple(ScannerName(one.info.id, one.info.label) for one in self._all.values())
        self._announce(
            ScannersFound(
                named,
                self._chosen,
                tuple(self._book.profiles),
                self._profile.name.name,
                self._book.names,
                self._book.locked,
            )
        )
        if self._chosen is None:
            self._announce(FeederChanged(FeederState.ABSENT))

    def close(self) -> None:
        for scanner in self._all.values():
            scanner.close()
