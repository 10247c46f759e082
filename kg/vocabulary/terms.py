"""Terms that stand in no file of `schemas/`: how claims and their evidence are laid out in RDF."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutTerm:
    """A property of the layout.

    Attributes:
        name: Local name.
        range: `string`, `integer`, `boolean`, or the name of a class with its prefix.
        definition: What it says.
    """

    name: str
    range: str
    definition: str


LAYOUT: Final = (
    LayoutTerm(name="alias", range="string", definition="Another name of the node."),
    LayoutTerm(name="aliasOrder", range="string", definition="The aliases as a JSON list, where their order is kept."),
    LayoutTerm(name="basis", range="string", definition="What the claim rests on."),
    LayoutTerm(name="claimCount", range="integer", definition="How many claims the document makes."),
    LayoutTerm(name="claimTally", range="string", definition="How many documents say what of the claim, as JSON."),
    LayoutTerm(name="dateInferred", range="boolean", definition="Whether the date was worked out rather than read."),
    LayoutTerm(name="decided", range="string", definition="That the document is a decision, and of what kind."),
    LayoutTerm(name="end", range="integer", definition="One past the last code point."),
    LayoutTerm(name="entityCount", range="integer", definition="How many nodes the document names."),
    LayoutTerm(name="mentionedIn", range="kg:Document", definition="The document that names the node so."),
    LayoutTerm(name="mentions", range="rdfs:Resource", definition="The node that the document names."),
    LayoutTerm(name="nodeTally", range="string", definition="How many documents say what of the node, as JSON."),
    LayoutTerm(name="nodeType", range="rdfs:Class", definition="A type of the node, as the document has it."),
    LayoutTerm(name="nodeTypeOrder", range="string", definition="The types as a JSON list, where their order is kept."),
    LayoutTerm(name="nodes", range="rdfs:Resource", definition="A node that a decision is about."),
    LayoutTerm(name="objectEnd", range="integer", definition="Where the mention of the claim's object ends."),
    LayoutTerm(name="objectStart", range="integer", definition="Where the mention of the claim's object starts."),
    LayoutTerm(
        name="original", range="string", definition="What the document says itself where decisions change it, as JSON."
    ),
    LayoutTerm(name="place", range="string", definition="Where the words begin in the source: page, line, row."),
    LayoutTerm(name="position", range="integer", definition="The place in an order, from 0; 0 where it is not given."),
    LayoutTerm(name="qualifier", range="rdfs:Resource", definition="A scope or condition of the claim, in words."),
    LayoutTerm(name="qualifierSpan", range="rdfs:Resource", definition="Where the document says a qualifier."),
    LayoutTerm(name="reason", range="string", definition="Why: the words stand for a node, or it was decided."),
    LayoutTerm(name="revision", range="string", definition="A hash of all documents and decisions of the store."),
    LayoutTerm(name="standsFor", range="rdfs:Resource", definition="The node that the words of a step stand for."),
    LayoutTerm(name="start", range="integer", definition="The first code point."),
    LayoutTerm(name="step", range="rdfs:Resource", definition="One step of coreference that the evidence rests on."),
    LayoutTerm(name="subjectEnd", range="integer", definition="Where the mention of the claim's subject ends."),
    LayoutTerm(name="subjectStart", range="integer", definition="Where the mention of the claim's subject starts."),
    LayoutTerm(name="support", range="integer", definition="How many documents make the claim."),
    LayoutTerm(name="term", range="string", definition="What the node is found by in a search for names."),
    LayoutTerm(name="text", range="string", definition="The words of a qualifier."),
)
MENTION: Final = "A name, aliases, types and properties that one document gives to a node."
ABOUT: Final = ("case", "court", "ruling")
"""What a document may be about, on its `document` line; each is a property `aboutCase` and so on."""
