"""Ed25519 keys: the backend's own in a file nobody else reads, the stations' in the database."""

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from mailroom.domain.errors import MailroomError, Remedy

_OTHERS_MAY = 0o077


class KeyUnsafe(MailroomError):
    """The key file can be read by others, or holds another kind of key."""

    code = "key_unsafe"
    remedy = Remedy.OPERATOR


class SigningKey:
    """Signs receipts. `public` is base64."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = public_text(key)

    def sign(self, text: str) -> str:
        return base64.b64encode(self._key.sign(text.encode())).decode()

    def derived(self, purpose: str) -> str:
        """A secret of its own for each purpose, the same each time, in hex; kept nowhere."""
        raw = self._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        derivation = HKDF(SHA256(), length=32, salt=None, info=purpose.encode())
        return derivation.derive(raw).hex()


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half in base64."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def new_key_file(file: Path) -> Ed25519PrivateKey:
    """A new private key as PKCS 8 PEM, mode 0600; never overwrites (FileExistsError)."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(pem)
        target.flush()
        os.fsync(target.fileno())
    return key


def read_key_file(file: Path) -> Ed25519PrivateKey:
    """Raises KeyUnsafe, FileNotFoundError."""
    if file.stat().st_mode & _OTHERS_MAY:
        raise KeyUnsafe("the key file must be readable by its owner alone (mode 0600)")
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnsafe("not an Ed25519 key")
    return key


def kept_signing_key(file: Path) -> SigningKey:
    """The backend's own key, made when it is first needed."""
    try:
        return SigningKey(new_key_file(file))
    except FileExistsError:
        return SigningKey(read_key_file(file))


def verifies(public_key: str, signature: str, text: str) -> bool:
    """Whether the base64 signature is of this text; never raises."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
