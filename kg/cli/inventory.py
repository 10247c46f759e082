"""`kg inventory`: which provisions of the U.S. Code exist, and the file that says so."""

from pathlib import Path
from typing import Final

import click

from kg.cli.lazy import example_block
from kg.cli.options import json_option
from kg.cli.tables import Value, print_table
from kg.cli.terminal import print_json, visible_line, with_progress
from kg.inventory import Provisions, archive, shipped_path
from kg.inventory import inventory as shipped_inventory
from kg.inventory.building import InventoryBuilder

_COUNTS: Final = ("sections", "provisions", "levels", "acts", "names", "act_sections")


def _examples(*lines: str) -> str:
    return example_block(lines)


@click.group(
    "inventory",
    epilog=_examples(
        "kg inventory info",
        "kg inventory check /us/usc/t26/s6103/i/2 '26 U.S.C. 61033'",
        "kg inventory build usc.tar.xz -o usc.zip",
    ),
)
def inventory() -> None:
    """Look up which provisions of the U.S. Code exist.

    The inventory that ships is of one release point. References to a provision that is not in it are marked
    "unverified", and stay as they are.
    """


@inventory.command(
    "info",
    short_help="Show the release point and the counts.",
    epilog=_examples("kg inventory info", "kg inventory info --json"),
)
@json_option
def info(as_json: bool) -> None:
    """Show the release point and what is counted."""
    about = archive().about
    size = shipped_path().stat().st_size
    if as_json:
        print_json({"release": about["release"], **{name: about[name] for name in _COUNTS}, "bytes": size})
        return
    rows: list[tuple[Value, ...]] = [("release point", str(about["release"]))]
    rows += [(name.replace("_", " "), int(about[name])) for name in _COUNTS]
    print_table(("what", "value"), [*rows, ("bytes", size)], "")


@inventory.command(
    "check",
    short_help="Say of each provision whether it exists.",
    epilog=_examples(
        "kg inventory check /us/usc/t26/s6103",
        "kg inventory check '42 U.S.C. 1395w-4' 'section 8 of the Endangered Species Act of 1973'",
    ),
)
@click.argument("names", metavar="ID-OR-CITATION...", nargs=-1, required=True)
@json_option
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Say of each provision whether it exists.

    Exit status 1 where one does not.
    """
    from kg.mentions.citation import read_citation  # it loads the gazetteers

    provisions = shipped_inventory()
    found = [
        (name, identifier, provisions.exists(identifier)) for name in names for identifier in [read_citation(name)]
    ]
    if as_json:
        print_json([_answer(provisions, *each) for each in found])
    else:
        rows: list[tuple[Value, ...]] = [
            (
                identifier,
                "exists" if exists else "unverified",
                provisions.heading(identifier) or _near(provisions, identifier),
            )
            for _, identifier, exists in found
        ]
        print_table(("id", "state", "heading"), rows, "")
    if not all(exists for _, _, exists in found):
        ctx.exit(1)


def _near(provisions: Provisions, identifier: str) -> str:
    near = provisions.near(identifier)
    return f"near it: {', '.join(near)}" if near else ""


def _answer(provisions: Provisions, name: str, identifier: str, exists: bool) -> dict[str, object]:
    return {
        "given": name,
        "id": identifier,
        "exists": exists,
        "heading": provisions.heading(identifier),
        "near": [] if exists else provisions.near(identifier),
    }


@inventory.command(
    "build",
    short_help="Make an inventory from USLM XML.",
    epilog=_examples(
        "kg inventory build usc.tar.xz",
        "kg inventory build --release 119-100 xml_uscAll.zip -o schemas/inventory/usc.zip",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), default=Path("usc.zip"),
    show_default=True, help="The file to write.",
)  # fmt: skip
@click.option("--release", metavar="POINT", help="The release point, where neither files nor names say it: 119-100.")
@json_option
def build(sources: tuple[Path, ...], output: Path, release: str | None, as_json: bool) -> None:
    """Make an inventory from USLM XML of the U.S. Code.

    SOURCE is a file, a folder, a .zip or a .tar.xz, of whole titles or of single sections. The same sources give the
    same bytes.
    """
    builder = InventoryBuilder(sources)
    for _ in with_progress(builder.read(), "sections", lambda _: 1):
        pass
    about = builder.write(output, release=release)
    if as_json:
        print_json({**about, "file": str(output)})
    else:
        counts = ", ".join(f"{int(str(about[name])):,} {name.replace('_', ' ')}" for name in _COUNTS)
        click.echo(visible_line(f"{output}: release point {about['release']}: {counts}"))
