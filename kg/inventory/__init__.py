"""The inventory of the U.S. Code: which provisions exist, and where the sections of named acts are."""

from functools import cache
from pathlib import Path

from kg.inventory.acts import ActTable, Codified, NamedAct
from kg.inventory.archive import Archive
from kg.inventory.provisions import Provisions
from kg.schema import schemas_folder

__all__ = [
    "ActTable",
    "Archive",
    "Codified",
    "NamedAct",
    "Provisions",
    "act_table",
    "archive",
    "inventory",
    "shipped_path",
]


def shipped_path() -> Path:
    """The inventory that comes with the package."""
    return schemas_folder() / "inventory" / "usc.zip"


@cache
def archive() -> Archive:
    """The shipped inventory, opened once.

    Raises:
        InventoryError: It is missing or broken.
    """
    return Archive(shipped_path())


@cache
def inventory() -> Provisions:
    """The provisions of the U.S. Code."""
    return Provisions(archive())


@cache
def act_table() -> ActTable:
    """The named acts."""
    return ActTable(archive())
