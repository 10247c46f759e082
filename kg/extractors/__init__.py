"""Extractors that add claims to those of the rules: off by default, chosen by name, behind the same gates.

A package offers one under the entry point group `kg.extractors`; see docs/plugins.md.
"""

from kg.extractors.registry import EXTRACTORS, Extractors, installed_extractors
from kg.extractors.spec import Extractable, Extractor, ExtractorSpec, Named, Proposal

__all__ = [
    "EXTRACTORS",
    "Extractable",
    "Extractor",
    "ExtractorSpec",
    "Extractors",
    "Named",
    "Proposal",
    "installed_extractors",
]
