"""What an extractor is, what it sees and what it gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.claim import Claim

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words of the document that stand for a node.

    Attributes:
        start, end: Code points in the document's text.
        words: `text[start:end]`.
        entity: Id of the node; a mention of several nodes comes once for each.
        name: The node's name.
        label: The node's first label, such as "Agency".
    """

    start: int
    end: int
    words: str
    entity: str
    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractable:
    """A document as an extractor sees it.

    Attributes:
        id: The document's id, a hash of its text.
        source: Where it came from, as the user named it.
        text: What offsets refer to.
        mentions: In the order of the text.
        claims: Those of the rules, and of the extractors that came before, sorted by id.
        title, date: As the source states them.
    """

    id: str
    source: str
    text: str
    mentions: tuple[Named, ...]
    claims: tuple[Claim, ...]
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that an extractor proposes. The gates decide.

    Attributes:
        relation: Of `kg schema`.
        subject, object: Ids of nodes that the document mentions, in one sentence of the quote.
        start, end: Where the quote stands in the text.
        quote: `text[start:end]`, word for word.
        polarity: "affirmed" or "negated".
        status: As the model has them: "asserted", "held", "alleged", ...
        attributed_to: Id of the node that says so, named in the same sentence, or None.
        subject_span, object_span: Which mentions are meant, where the sentence has several of one node.
        rule: A word for how it was found; the claim's rule is "plugin:NAME/RULE".
    """

    relation: str
    subject: str
    object: str
    start: int
    end: int
    quote: str
    polarity: str = "affirmed"
    status: str = "asserted"
    attributed_to: str | None = None
    subject_span: Span | None = None
    object_span: Span | None = None
    rule: str = "claim"


class Extractor(Protocol):
    """Proposes claims about one document at a time."""

    def __call__(self, document: Extractable, /) -> Iterable[Proposal]:
        """The proposals, in any order.

        An exception fails this document, which is reported; the others go on.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorSpec:
    """One extractor: what an entry point of the group `kg.extractors` leads to.

    Attributes:
        name: What `--extractor` takes.
        description: One line.
        start: Gives the extractor; called once in each process. It loads models, reads settings, and raises
            ExtractorError where something is missing.
    """

    name: str
    description: str
    start: Callable[[], Extractor]
