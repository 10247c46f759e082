"""What the tests of the loaders share: documents of bytes, goldens, and small PDFs."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from kg_loaders import LOADERS

from kg.document import Document, Source
from kg.loading import load

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHARED = Path(__file__).parents[3] / "shared" / "data"

LoadBytes = Callable[..., list[Document]]
Golden = Callable[[Path, object], None]
MakePdf = Callable[..., bytes]


@pytest.fixture
def load_bytes() -> LoadBytes:
    def load_all(
        data: bytes | str, name: str = "-", format: str | None = None, base: str | None = None, date: str | None = None
    ) -> list[Document]:
        raw = data.encode() if isinstance(data, str) else data
        return list(load(Source(name=name, data=raw, base=base, date=date), LOADERS, format))

    return load_all


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    def compare(path: Path, documents: object) -> None:
        assert isinstance(documents, list)
        found = json.dumps([asdict(document) for document in documents], ensure_ascii=False, indent=1) + "\n"
        if request.config.getoption("--update-golden"):
            path.write_text(found, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == found

    return compare


@pytest.fixture
def make_pdf() -> MakePdf:
    return _pdf


@pytest.fixture
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there")
    return SHARED


def _pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF with one line of Courier for each string; `info` is what its information dictionary holds."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 740 Td {shown} ET" if lines else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
