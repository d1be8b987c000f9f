"""Evidence beside the predictions, so that another rule version can decide again from it."""

from dataclasses import dataclass
from pathlib import Path

from mailroom.domain.evidence import Evidence
from mailroom.spool.codec import Codec, NotThisShape


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """One file per item in the station's own notation. Practice mail: it holds what was read."""

    folder: Path

    def put(self, item: str, evidence: Evidence) -> None:
        """Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file(item).write_text(self._codec.to_text(evidence), encoding="utf-8")

    def get(self, item: str) -> Evidence | None:
        """None when the item was not read, or its file is of another notation. Raises OSError."""
        file = self._file(item)
        if not file.is_file():
            return None
        try:
            return self._codec.from_text(Evidence, file.read_text(encoding="utf-8"))
        except NotThisShape:
            return None

    def items(self) -> tuple[str, ...]:
        return tuple(sorted(file.name.removesuffix(".json") for file in self.folder.glob("*.json")))

    @property
    def _codec(self) -> Codec:
        return Codec(self.folder)

    def _file(self, item: str) -> Path:
        return self.folder / f"{item}.json"
