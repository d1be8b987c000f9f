"""Secrets: argon2id for what people type, SHA-256 for what machines were handed."""

import hashlib
import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_PLAIN: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))


def verifier_of(secret: str) -> str:
    """An argon2id hash in its usual printed form."""
    return _HASHER.hash(secret)


def matches(verifier: str | None, secret: str) -> bool:
    """Takes as long for somebody unknown (None) as for a wrong secret."""
    try:
        return _HASHER.verify(verifier or _NOBODY, secret) and verifier is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """256 bits, safe in addresses and headers."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_first_secret() -> str:
    """Twelve signs that nobody mistakes for each other, in threes: about 58 bits."""
    signs = [secrets.choice(_PLAIN) for _ in range(12)]
    return "-".join("".join(signs[at : at + 3]) for at in range(0, 12, 3))
