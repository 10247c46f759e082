"""Rows of a table to entities and claims, by a mapping that is written in YAML; the format: docs/mapping.md."""

from kg.mapping.reading import load_mapping, mapping_beside
from kg.mapping.rows import map_records
from kg.mapping.rules import Mapping

__all__ = ["Mapping", "load_mapping", "map_records", "mapping_beside"]
