"""A real PostgreSQL of the tests' own: in a temporary folder, on a Unix socket, no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg


@dataclass(frozen=True)
class Server:
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://mailroom@/{database}?host={self.folder}"

    def copy_of(self, template: str) -> str:
        """A database of its own with what the template holds."""
        name = f"test_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        line = f"host={self.folder} user=mailroom dbname=postgres"
        with psycopg.connect(line, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running() -> Generator[Server]:
    """PostgreSQL refuses to be run by root: then it is run by Debian's own user for it."""
    user = "postgres" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="mailroom-pg-"))
    if user:
        found = pwd.getpwnam(user)
        os.chown(folder, found.pw_uid, found.pw_gid)
    programs = max(Path("/usr/lib/postgresql").iterdir()) / "bin"
    control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-t", "60"]

    def call(*words: object) -> None:
        subprocess.run(
            [str(word) for word in words],
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    made = ["-U", "mailroom", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    try:
        call(programs / "initdb", "-D", folder / "data", *made)
        asked = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        call(*control, "-o", asked, "-l", folder / "log", "start")
        try:
            yield Server(folder)
        finally:
            call(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
