"""Stores by their URI."""

from kg.errors import StoreError
from kg.stores.base import Store

SCHEMES = ("embedded",)


def open_store(uri: str, *, create: bool = False, read_only: bool = False) -> Store:
    """The store at a URI such as `embedded:PATH`; a bare path is an embedded one.

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
    if scheme != "embedded":
        raise StoreError(f"no store for {scheme!r}", source=uri, hint=f"schemes: {', '.join(SCHEMES)}")
    if not address:
        raise StoreError("the path is missing", source=uri, hint="write embedded:PATH")
    from kg.stores.embedded import EmbeddedStore  # starting the engine costs a second: only when it is used

    return EmbeddedStore(address, create=create, read_only=read_only)
