"""`mailroom verify FILE`: whether a document is whole, what it is of, and whose word that is."""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mailroom.domain.errors import BytesChanged, MailroomError
from mailroom.engines.document.look import DocumentLook, look_at
from mailroom.engines.link.stationkey import signed_by
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.proof import proof_file, proof_of
from mailroom.wire import ProofMessage, SignedProof


@dataclass(frozen=True, slots=True)
class Check:
    """`said` tells a person what was found, and what follows from it when it is not well."""

    subject: str
    well: bool
    said: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the document, a PDF; its proof lies beside it")
    parser.add_argument("--key", help="the station's public key, as `mailroom-backend` shows it")
    parser.add_argument(
        "--captures", type=Path, metavar="FOLDER", help="compare the captured images too"
    )


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when anything is not as it was proved, 2 when there is no such file."""
    if not args.file.is_file():
        sys.stderr.write("There is no such file. Name the document that is to be checked.\n")
        return 2
    checks = tuple(examine(args.file, key=args.key, captures=args.captures))
    table = Table(header_style="bold", pad_edge=False)
    for name in ("", "Checked", "Found"):
        table.add_column(name, overflow="fold")
    for check in checks:
        table.add_row(
            "[green]well[/]" if check.well else "[bold red]no[/]", check.subject, check.said
        )
    Console().print(table)
    return 0 if all(check.well for check in checks) else 1


def examine(file: Path, *, key: str | None, captures: Path | None) -> Iterator[Check]:
    """The document first, then its proof, then both against each other."""
    look = _look(file)
    if look is None:
        yield Check("Document", well=False, said="It cannot be opened: it is damaged, or no PDF.")
    else:
        yield _archive(look)
    try:
        signed = proof_of(file)
    except BytesChanged:
        yield Check("Proof", well=False, said="It is damaged. Fetch it again from the station.")
        return
    if signed is None:
        wanted = proof_file(file).name
        yield Check("Proof", well=False, said=f"There is none. It is named {wanted}.")
        return
    yield _signature(signed, key)
    try:
        proof = ProofMessage.model_validate_json(signed.proof)
    except ValueError:
        yield Check("Proof", well=False, said="It does not say what a proof says.")
        return
    yield from _agreement(file, proof, look)
    if captures is not None:
        yield _captured(proof, captures)


def _look(file: Path) -> DocumentLook | None:
    """In a child process with limits: the file may come from anywhere."""
    with closing(WorkerPool(1)) as pool:
        try:
            return pool.submit(look_at, file).result()
        except MailroomError:
            return None


def _archive(look: DocumentLook) -> Check:
    if look.breaches:
        first = look.breaches[0]
        more = f", and {len(look.breaches) - 1} more" if len(look.breaches) > 1 else ""
        said = f"Not as an archive file must be: {first.what} (ISO 19005-2, {first.clause}){more}."
        return Check("Archive file", well=False, said=said)
    return Check("Archive file", well=True, said=f"PDF/A-2b, {len(look.codes)} pages.")


def _signature(signed: SignedProof, key: str | None) -> Check:
    if not signed_by(signed.key, signed.signature, signed.proof):
        said = "The signature is not of this proof: somebody has changed it."
        return Check("Signature", well=False, said=said)
    if key is None:
        said = f"Good, by the key {signed.key}. Give --key to compare it with the station's."
        return Check("Signature", well=True, said=said)
    if key != signed.key:
        return Check("Signature", well=False, said="Good, but by another key than the station's.")
    return Check("Signature", well=True, said="Good, by the station's key.")


def _agreement(file: Path, proof: ProofMessage, look: DocumentLook | None) -> Iterator[Check]:
    data = file.read_bytes()
    same = hashlib.sha256(data).hexdigest() == proof.document_sha256
    said = (
        f"Made on {proof.proved_at:%Y-%m-%d %H:%M} at {proof.station}, by {proof.operator or '-'}."
    )
    if not same:
        said = "Not the document that was proved: its bytes have changed since."
    yield Check("Bytes", well=same, said=said)
    shown = [page for page in proof.pages if page.place is not None]
    whole = len(proof.pages) == proof.sides and len(shown) == proof.document_pages
    blank = sum(page.blank for page in proof.pages)
    said = (
        f"{proof.sheets} sheets gave {proof.sides} sides: {len(shown)} in the document, "
        f"{proof.sides - len(shown)} blank envelope sides left out; {blank} are blank."
    )
    yield Check("Sheets", well=whole, said=said if whole else f"They do not add up. {said}")
    unread = [page for page in proof.pages if page.unread]
    if unread:
        yield Check("Text", well=False, said=f"{len(unread)} pages are pictures without text.")
    if look is not None:
        yield _codes(proof, look)


def _codes(proof: ProofMessage, look: DocumentLook) -> Check:
    wrong = [at for at, code in enumerate(look.codes, start=1) if code != proof.scan_id]
    if len(look.codes) != proof.document_pages:
        said = f"{len(look.codes)} pages; the proof speaks of {proof.document_pages}."
        return Check("Pages", well=False, said=said)
    if wrong:
        named = ", ".join(map(str, wrong))
        return Check("Pages", well=False, said=f"Another scan id, or none, on page {named}.")
    return Check("Pages", well=True, said=f"Each carries the scan id {proof.scan_id}.")


def _captured(proof: ProofMessage, folder: Path) -> Check:
    """Captures lie in folders named by batch, or all in one."""
    missing: list[str] = []
    for page in proof.pages:
        places = (folder / page.batch / page.file, folder / page.file)
        file = next((place for place in places if place.is_file()), None)
        if file is None or hashlib.sha256(file.read_bytes()).hexdigest() != page.sha256:
            missing.append(page.file)
    if missing:
        return Check("Captures", well=False, said=f"Missing or changed: {', '.join(missing)}.")
    return Check("Captures", well=True, said=f"All {len(proof.pages)} are as they were scanned.")
