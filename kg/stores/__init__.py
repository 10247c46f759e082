"""Stores by their URI."""

from kg.errors import StoreError
from kg.stores.address import BOLT_SCHEMES, without_password
from kg.stores.base import Store

SCHEMES = ("embedded", *BOLT_SCHEMES)


def open_store(uri: str, *, create: bool = False, read_only: bool = False, timeout: float | None = None) -> Store:
    """The store at a URI such as `embedded:PATH` or `neo4j://HOST/DATABASE`; a bare path is an embedded one.

    Args:
        uri: Scheme and address.
        create: Make it where it is not there yet; without this a missing store is an error. The database of a server
            has to be there.
        read_only: Open it for reading only.
        timeout: Seconds that a query of the user may take; then the engine ends it.

    Raises:
        StoreError: The scheme is unknown, or the store cannot be opened.
    """
    scheme, separator, address = uri.partition(":")
    if not separator or len(scheme) == 1:  # a bare path, or a Windows drive letter
        scheme, address = "embedded", uri
    if scheme in BOLT_SCHEMES:
        from kg.stores.neo4j import Neo4jStore  # the driver takes a fifth of a second: only when it is used

        return Neo4jStore(uri, read_only=read_only, timeout=timeout)
    if scheme != "embedded":
        raise StoreError(
            f"no store for {scheme!r}", source=without_password(uri), hint=f"schemes: {', '.join(SCHEMES)}"
        )
    if not address:
        raise StoreError("the path is missing", source=uri, hint="write embedded:PATH")
    from kg.stores.embedded import EmbeddedStore  # starting the engine costs a second: only when it is used

    return EmbeddedStore(address, create=create, read_only=read_only, timeout=timeout)
