"""`kg doctor`: what is installed, what is missing, and the fix."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib import metadata, util
from pathlib import Path
from typing import Final

import click

from kg.cli.lazy import command
from kg.cli.options import holds_nothing, json_option, store_option
from kg.cli.terminal import print_json, visible
from kg.errors import KgError
from kg.stores import open_store
from kg.stores.address import without_password

DISTRIBUTION: Final = "statute-kg"
EXTRAS: Final = ("png", "rdf")
ENGINE: Final = "arcadedb_embedded"
OLDEST_PYTHON: Final = (3, 11)
EXIT_NOT_WELL: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; `fix` is empty where it is well."""

    name: str
    found: str
    well: bool = True
    fix: str = ""


@command("doctor", examples=("kg doctor", "kg doctor --json"))
@store_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, store: str, as_json: bool) -> None:
    """Check the installation and the store.

    Each line is a part, what was found, and the fix where something is missing. The exit status is 1 when something is.
    Nothing is changed.
    """
    checks = [*_installation(), *_surroundings(), _store(store)]
    if as_json:
        print_json({"well": all(check.well for check in checks), "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            mark = click.style("ok     ", fg="green") if check.well else click.style("missing", fg="red", bold=True)
            click.echo(f"{mark}  {check.name}: {visible(check.found)}")
            if check.fix:
                click.echo(f"         -> {visible(check.fix)}")
    if not all(check.well for check in checks):
        ctx.exit(EXIT_NOT_WELL)


def _installation() -> Iterator[Check]:
    enough = sys.version_info[:2] >= OLDEST_PYTHON
    version = f"{platform.python_version()} on {platform.system()} {platform.machine()} ({sys.executable})"
    yield Check(name="Python", found=version, well=enough, fix="" if enough else "install Python 3.11 or newer")
    try:
        yield Check(name=DISTRIBUTION, found=metadata.version(DISTRIBUTION))
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Check(name=DISTRIBUTION, found="not installed", well=False, fix="run `make setup`, or `pip install .`")
        return
    for requirement in sorted(line for line in required if "extra ==" not in line):
        yield _package(requirement)
    for extra in EXTRAS:
        for requirement in sorted(line for line in required if re.search(f"extra == .{extra}.", line)):
            yield _optional(requirement, extra)
    yield _java()
    yield _class_cache()


def _package(requirement: str) -> Check:
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    try:
        return Check(name=name, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name=name, found="not installed", well=False, fix=f"pip install '{requirement.split(';')[0]}'")


def _optional(requirement: str, extra: str) -> Check:
    """What few commands need: it is well without."""
    check = _package(requirement)
    return (
        check
        if check.well
        else replace(
            check, found=f"not installed; for some commands: pip install '{DISTRIBUTION}[{extra}]'", well=True, fix=""
        )
    )


def _java() -> Check:
    """The Java machine of the embedded engine, which brings its own."""
    spec = util.find_spec(ENGINE)
    bundled = Path(spec.origin).parent / "jre" if spec and spec.origin else None
    if bundled and (bundled / "release").is_file():
        version = re.search(r'JAVA_VERSION="([^"]+)"', (bundled / "release").read_text(encoding="utf-8"))
        return Check(name="Java", found=f"{version[1] if version else 'of unknown version'}, bundled with the engine")
    java = shutil.which("java")
    fix = "" if java else "pip install --force-reinstall arcadedb-embedded (it brings its own Java)"
    return Check(name="Java", found=java or "none", well=bool(java), fix=fix)


def _class_cache() -> Check:
    """What makes the engine start in a third of the time; it comes by itself."""
    try:
        from kg.stores.jvm import class_cache

        cache = class_cache()
    except (ImportError, KgError) as error:
        return Check(name="Class cache", found=str(error), well=False, fix="pip install arcadedb-embedded")
    if cache is None:
        return Check(name="Class cache", found="switched off (KG_NO_AOT)")
    return Check(name="Class cache", found=str(cache) if cache.is_file() else "made after the first use of a store")


def _surroundings() -> Iterator[Check]:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield Check(
        name="Terminal encoding",
        found=sys.stdout.encoding or "unknown",
        well=encoding == "utf8",
        fix="" if encoding == "utf8" else "set LANG=C.UTF-8, or PYTHONUTF8=1",
    )
    folder = Path.cwd()
    writable = os.access(folder, os.W_OK)
    yield Check(
        name="Folder",
        found=f"{folder} {'can' if writable else 'cannot'} be written",
        well=writable,
        fix="" if writable else "change to a folder of your own, or give --store",
    )


def _store(uri: str) -> Check:
    if holds_nothing(uri):
        return Check(name="Store", found=f"nothing at {without_password(uri)} yet: `kg import PATH` makes it")
    try:
        with open_store(uri, read_only=True) as store:
            return Check(
                name="Store", found=f"{store.uri} ({store.engine}) holds {len(store.view().documents())} documents"
            )
    except KgError as error:  # locked, damaged, of another version
        found = f"{error.source}: {error.message}" if error.source else error.message
        return Check(name="Store", found=found, well=False, fix=error.hint or "")
