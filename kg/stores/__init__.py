"""Stores by their URI."""

from typing import Literal

from kg.errors import StoreError
from kg.stores.address import BOLT_SCHEMES, without_password
from kg.stores.base import Store

SCHEMES = ("embedded", *BOLT_SCHEMES, "rdf", "sparql+http", "sparql+https")


def open_store(uri: str, *, create: bool = False, read_only: bool = False, timeout: float | None = None) -> Store:
    """The store at a URI such as `embedded:PATH`, `rdf:PATH`, `neo4j://HOST/DATABASE` or `sparql+https://HOST/DATASET`.

    A bare path is an embedded one.

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
    if scheme not in SCHEMES:
        raise StoreError(
            f"no store for {scheme!r}", source=without_password(uri), hint=f"schemes: {', '.join(SCHEMES)}"
        )
    if scheme in BOLT_SCHEMES:
        from kg.stores.neo4j import Neo4jStore  # the driver takes a fifth of a second: only when it is used

        return Neo4jStore(uri, read_only=read_only, timeout=timeout)
    if not address:
        raise StoreError("the path is missing", source=uri, hint=f"write {scheme}:PATH")
    if scheme == "rdf":
        from kg.stores.rdf.oxigraph import OxigraphStore

        return OxigraphStore(address, create=create, read_only=read_only, timeout=timeout)
    if scheme.startswith("sparql+"):
        from kg.stores.rdf.endpoint import EndpointStore

        return EndpointStore(uri, read_only=read_only, timeout=timeout)
    from kg.stores.embedded import EmbeddedStore  # starting the engine costs a second: only when it is used

    return EmbeddedStore(address, create=create, read_only=read_only, timeout=timeout)


def language_of(uri: str) -> Literal["Cypher", "SPARQL"]:
    """What the store at a URI is asked in."""
    return "SPARQL" if uri.startswith(("rdf:", "sparql+")) else "Cypher"
