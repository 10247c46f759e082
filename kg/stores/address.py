"""Addresses of servers: who asks, where, which database; and how an address is shown without its password."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from kg.errors import StoreError

BOLT_SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_USER: Final = "neo4j"
PASSWORD_VARIABLE: Final = "KG_STORE_PASSWORD"  # noqa: S105  (the name of a variable)

_PASSWORD: Final = re.compile(r"(?P<head>\b[a-z][a-z0-9+.-]*://[^\s/?#:@]*):\S*@", re.IGNORECASE)


def without_password(text: str) -> str:
    """A text, such as an address or a command line, with the passwords of the addresses in it left out."""
    return _PASSWORD.sub(r"\g<head>@", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoltAddress:
    """A database behind Bolt.

    Attributes:
        server: Scheme, host and port, as the driver takes them.
        database: None for the one that the server gives to the user.
        user: None where the server asks for none.
        password: Never shown.
    """

    server: str
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The address for messages."""
        return f"{self.server}/{self.database}" if self.database else self.server


def parse_bolt(uri: str, environment: Mapping[str, str] = os.environ) -> BoltAddress:
    """The address in a URI such as `neo4j://user@host:7687/database` or `bolt+s://host?database=law`.

    What the URI leaves open comes from the environment: the user from NEO4J_USERNAME, the password from
    KG_STORE_PASSWORD or NEO4J_PASSWORD, the database from NEO4J_DATABASE.

    Raises:
        StoreError: It is no such URI.
    """
    shown = without_password(uri)
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _wrong(shown, "no host and port can be read in it") from error
    if parts.scheme not in BOLT_SCHEMES or not host:
        raise _wrong(shown, "the host is missing")
    query = parse_qs(parts.query)
    unknown = sorted(set(query) - {"database"})
    names = [name for name in (unquote(parts.path.strip("/")), *query.get("database", ())) if name]
    if unknown or parts.fragment or "/" in "".join(names):
        raise _wrong(shown, "a database can follow the host, and nothing else")
    if len(set(names)) > 1:
        raise _wrong(shown, "it names two databases")
    password = unquote(parts.password) if parts.password else environment.get(PASSWORD_VARIABLE)
    password = password or environment.get("NEO4J_PASSWORD")
    user = unquote(parts.username) if parts.username else environment.get("NEO4J_USERNAME")
    host = f"[{host}]" if ":" in host else host
    return BoltAddress(
        server=f"{parts.scheme}://{host}" + (f":{port}" if port else ""),
        database=names[0] if names else environment.get("NEO4J_DATABASE"),
        user=user or (DEFAULT_USER if password else None),
        password=password,
    )


def _wrong(uri: str, reason: str) -> StoreError:
    return StoreError(
        f"no address of a database: {reason}", source=uri, hint="write neo4j://USER@HOST:7687/DATABASE, password apart"
    )
