"""CSV and TSV with a header row: structured rows."""

import csv
import re
from collections.abc import Iterator
from typing import Final

from kg.document import Document, Source, max_bytes
from kg.errors import CorruptDocument
from kg.loading import HEAD_BYTES, LoaderSpec
from kg_loaders.encoding import decode, is_text, peek
from kg_loaders.rows import Row, rows_document

DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE_ROWS: Final = 50
_COLUMN: Final = re.compile(r"[^\W\d_][\w .,:()/#&%$§'’?-]{0,79}|[_#][\w ]+")
_VALUE: Final = re.compile(r"[\d.,\s/:$%-]+")


def sniff(head: bytes) -> bool:
    """A header row and at least one row of as many columns; prose with a comma and a blank in each line is none."""
    if not is_text(head):
        return False
    return find_delimiter(peek(head), whole=len(head) < HEAD_BYTES) is not None


def find_delimiter(text: str, *, whole: bool) -> str | None:
    """The delimiter that splits the first rows into the same number of columns, or None.

    Args:
        text: The beginning of the file.
        whole: It is all of it; otherwise its last row is cut and does not count.
    """
    for delimiter in DELIMITERS:
        rows = _sample(text, delimiter)
        if not whole and len(rows) < _SAMPLE_ROWS:
            rows = rows[:-1]
        if len(rows) >= 2 and len(rows[0]) >= 2 and len({len(row) for row in rows}) == 1 and _is_header(rows[0]):
            return delimiter
    return None


def load(source: Source) -> Iterator[Document]:
    """One document with a record for each row; "row 2" is the first after the header, as in a spreadsheet.

    Raises:
        CorruptDocument: No header, two columns of one name, a row of another length, or broken quotes.
    """
    csv.field_size_limit(max_bytes())
    text = decode(source.read(), source.name)
    delimiter = find_delimiter(text, whole=len(text) <= HEAD_BYTES) or _delimiter_of_first_row(text)
    document = rows_document(_rows(text, delimiter, source.name), source, spec.name)
    if document is None:
        raise CorruptDocument("no rows below the header", source=source.name, place="row 2", hint="check the file")
    yield document


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    header: list[str] = []
    number = 0
    for number, cells in enumerate(_read(text, delimiter, name), start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = _header(cells, name)
            continue
        if len(cells) != len(header):
            raise CorruptDocument(
                f"{len(cells)} values for {len(header)} columns",
                source=name,
                place=f"row {number}",
                hint="quote values that hold the delimiter",
            )
        yield Row(values=tuple(zip(header, cells, strict=True)), place=f"row {number}")


def _read(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    # A list of lines with their ends kept: quoted values may hold line ends.
    reader = csv.reader(re.findall(r"[^\n]*\n|[^\n]+", text.replace("\r\n", "\n")), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise CorruptDocument(
            f"broken CSV: {error}", source=name, place=f"line {reader.line_num}", hint="check the quotes in it"
        ) from error


def _header(cells: list[str], name: str) -> list[str]:
    columns = [cell.strip() or f"column {number}" for number, cell in enumerate(cells, start=1)]
    if all(_VALUE.fullmatch(cell) or not cell.strip() for cell in cells):
        raise CorruptDocument("no header row", source=name, place="row 1", hint="write the names of the columns first")
    for column in columns:
        if columns.count(column) > 1:
            raise CorruptDocument(
                f"two columns are called {column!r}", source=name, place="row 1", hint="rename one of them"
            )
    return columns


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(re.findall(r"[^\n]*\n|[^\n]+", text[:HEAD_BYTES]), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    return rows


def _is_header(cells: list[str]) -> bool:
    named = [cell for cell in cells if cell]
    # pandas leaves the name of the first column empty.
    return (
        len(named) >= max(2, len(cells) - 1)
        and len(set(named)) == len(named)
        and all(_COLUMN.fullmatch(cell.rstrip("\r\n")) for cell in named)
    )


def _delimiter_of_first_row(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0]
    return max(DELIMITERS, key=first.count)


spec = LoaderSpec(
    name="csv",
    description="CSV or TSV with a header row",
    suffixes=(".csv", ".tsv", ".tab"),
    sniff=sniff,
    load=load,
)
