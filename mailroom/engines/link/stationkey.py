"""The station's own Ed25519 key: made once, kept readable by its owner only."""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mailroom.domain.errors import SignInRefused


class StationKey:
    """The file is PKCS 8 PEM; a public key is written as base64 of its raw 32 bytes."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def open(cls, file: Path) -> "StationKey":
        """The key in `file`, made there when there is none. Raises SignInRefused when damaged."""
        try:
            key = serialization.load_pem_private_key(file.read_bytes(), password=None)
        except FileNotFoundError:
            return cls._make(file)
        except ValueError as error:
            raise SignInRefused("key file") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise SignInRefused("key kind")
        return cls(key)

    @property
    def public(self) -> str:
        raw = self._key.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        return base64.b64encode(raw).decode()

    def sign(self, text: str) -> str:
        return base64.b64encode(self._key.sign(text.encode())).decode()

    @classmethod
    def _make(cls, file: Path) -> "StationKey":
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(pem)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
        return cls(key)


def signed_by(public: str, signature: str, text: str) -> bool:
    """Whether `signature` over `text` is of the key written as `public`."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
