"""What the Neo4j driver raises, in words that say what to do next."""

import re
import ssl
from collections.abc import Iterator
from typing import Final

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from kg.errors import KgError, QueryError, StoreError, query_timeout
from kg.stores.address import PASSWORD_VARIABLE, without_password

LONGEST_MESSAGE: Final = 300

_PLACE: Final = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")
_PASSWORD_HINT: Final = f"put the user into the address (neo4j://USER@HOST) and the password into {PASSWORD_VARIABLE}"


def store_error(error: Exception, address: str) -> StoreError:
    """A failure of the server or of a statement of ours.

    Args:
        error: What the driver raised.
        address: What messages call the database.
    """
    code = _code(error)
    if isinstance(error, AuthError):
        words = "locked for a while: too many wrong passwords" if "RateLimit" in code else "it does not know them"
        return StoreError(f"the user or the password is wrong ({words})", source=address, hint=_PASSWORD_HINT)
    if code.endswith(("DatabaseNotFound", "DatabaseUnavailable")):
        hint = "the database is the path of the address, neo4j://HOST/DATABASE; SHOW DATABASES lists them"
        return StoreError(_message(error), source=address, hint=hint)
    if code.endswith("Forbidden"):
        hint = "the user needs the right to read, or for an import to write and to make indexes (the role architect)"
        return StoreError(f"the user may not do this: {_message(error)}", source=address, hint=hint)
    if "OutOfMemory" in code or "MemoryPool" in code:
        return StoreError(
            f"the server is out of memory: {_message(error)}",
            source=address,
            hint="raise dbms.memory.transaction.total.max",
        )
    if "ReadOnly" in code:
        return StoreError("the database is read only", source=address, hint="name another one, or make it writable")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) and not code:
        return _unreached(error, address)
    if isinstance(error, ConfigurationError | ValueError):
        return StoreError(f"no address that can be used: {_message(error)}", source=address)
    return StoreError(_message(error), source=address, hint="what was written before is kept; try again")


def query_error(error: Exception, address: str, timeout: float | None) -> KgError:
    """A failure of a user's query.

    Args:
        error: What the driver raised.
        address: What messages call the database.
        timeout: Seconds that it had; None where the server alone sets a limit.
    """
    code, message = _code(error), _message(error)
    if isinstance(error, UnicodeEncodeError):
        return QueryError("the query or a parameter holds half of a surrogate pair, which is no text")
    if isinstance(error, OverflowError):
        return QueryError(f"a parameter cannot be passed to a query: {error}")
    if code.endswith("Statement.AccessMode"):
        return QueryError("the query writes, and it was run for reading only", hint="pass --write if it is meant to")
    if code.endswith("ParameterMissing"):
        names = message.rpartition(": ")[2]
        return QueryError(f"a parameter is missing: {names}", hint="give it with --param NAME=VALUE")
    if "TransactionTimedOut" in code:
        return query_timeout(timeout)
    if isinstance(error, DriverError) or not code.startswith("Neo.ClientError.Statement"):
        if code.startswith("Neo.ClientError.") and ".Security." not in code and "Database." not in code:
            return QueryError(message)
        return store_error(error, address)
    place = _PLACE.search(str(getattr(error, "message", "")))
    where = f"line {place[1]}, column {place[2]}" if place else None
    return QueryError(_PLACE.sub("", message).strip(), place=where)


def _code(error: Exception) -> str:
    return str(getattr(error, "code", None) or "") if isinstance(error, Neo4jError) else ""


def _message(error: Exception) -> str:
    """The first line of what the server says, without a password."""
    text = str(getattr(error, "message", None) or error).strip() or type(error).__name__
    line = without_password(text.splitlines()[0]).strip()
    return line if len(line) <= LONGEST_MESSAGE else line[:LONGEST_MESSAGE] + "…"


def _unreached(error: Exception, address: str) -> StoreError:
    """No answer; why is told by what lies behind the driver's own words."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return StoreError(
                f"the server's certificate is not trusted: {cause.verify_message}",
                source=address,
                hint="where the server signs its own certificate, write neo4j+ssc:// or bolt+ssc://; else let this "
                "machine trust who signed it, and write the name in the certificate as the host",
            )
    told = " ".join(map(str, causes))
    hint = "check that it runs, and the host and port of the address (Bolt listens on 7687)"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        hint = "where the server does not encrypt, write neo4j:// or bolt://"
    elif "incomplete handshake" in told:
        hint = "where the server encrypts, write neo4j+s:// or bolt+s://, or +ssc where it signs its own certificate"
    return StoreError(f"no server answers: {_message(error)}", source=address, hint=hint)


def _causes(error: BaseException | None, depth: int = 8) -> Iterator[BaseException]:
    """The error and all that led to it."""
    if error is None or not depth:
        return
    yield error
    for inner in getattr(error, "exceptions", ()):
        yield from _causes(inner, depth - 1)
    yield from _causes(error.__cause__ or error.__context__, depth - 1)
