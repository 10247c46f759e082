"""Stores by their URI."""

import re
from typing import Literal

from kg.errors import StoreError
from kg.stores.base import Store

SCHEMES = ("embedded", "rdf", "sparql+http", "sparql+https")


def open_store(uri: str, *, create: bool = False, read_only: bool = False) -> Store:
    """The store at a URI such as `embedded:PATH`, `rdf:PATH` or `sparql+https://HOST/DATASET`; a bare path is embedded.

    Args:
        uri: Scheme and address.
        create: Make it where it is not there yet; without this a missing store is an error.
        read_only: Open it for reading only.

    Raises:
        StoreError: The scheme is unknown, or the store cannot be opened.
    """
    scheme, separator, address = uri.partition(":")
    if not separator or len(scheme) == 1:  # a bare path, or a Windows drive letter
        scheme, address = "embedded", uri
    if scheme not in SCHEMES:
        raise StoreError(f"no store for {scheme!r}", source=without_user(uri), hint=f"schemes: {', '.join(SCHEMES)}")
    if not address:
        raise StoreError("the path is missing", source=uri, hint=f"write {scheme}:PATH")
    if scheme == "rdf":
        from kg.stores.rdf.oxigraph import OxigraphStore

        return OxigraphStore(address, create=create, read_only=read_only)
    if scheme.startswith("sparql+"):
        from kg.stores.rdf.endpoint import EndpointStore

        return EndpointStore(uri, read_only=read_only)
    from kg.stores.embedded import EmbeddedStore  # starting the engine costs a second: only when it is used

    return EmbeddedStore(address, create=create, read_only=read_only)


def language_of(uri: str) -> Literal["Cypher", "SPARQL"]:
    """What the store at a URI is asked in."""
    return "SPARQL" if uri.startswith(("rdf:", "sparql+")) else "Cypher"


def without_user(uri: str) -> str:
    """The URI as it may be shown: without user and password."""
    return re.sub(r"//[^/@]*@", "//", uri)
