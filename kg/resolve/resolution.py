"""What resolution knows of a document: its entities, what each mention stands for, and what the document itself is."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.claim import Step
from kg.entity import Entity, Value
from kg.mentions import Context, Mention
from kg.resolve.suits import Suit
from kg.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention and the entities that it stands for; none where the text leaves it open."""

    mention: Mention
    ids: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the document is about, and what it is.

    Attributes:
        case, ruling, court, judge: Ids, where there is one.
        instrument: The agreement or provision that the document itself is, whose "shall" and "may" it states.
        plaintiffs, defendants: Ids of the parties of the case.
        parties: Ids of the parties of the instrument.
        captioned: Parties in the caption of the document's own case, each with its role.
        accused: Who is said to have broken the law, where the document names one such party.
    """

    case: str | None = None
    ruling: str | None = None
    court: str | None = None
    judge: str | None = None
    instrument: str | None = None
    plaintiffs: tuple[str, ...] = ()
    defendants: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    accused: str | None = None
    captioned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tribunal:
    """A court below the document's own, as this document knows it.

    Attributes:
        key: The court's id without its path, or the level of one that is not named.
        court: Node id, where it is named.
        rank: How high it stands; a trial court is 1.
        ruling: Id of its ruling in this document.
        federal: Whether it is a federal court of appeals.
        district: Whether it is a federal trial court.
    """

    key: str
    court: str | None
    rank: int
    ruling: str
    federal: bool = False
    district: bool = False


@dataclass(frozen=True, kw_only=True)
class Tribunals:
    """The courts below the document's own; `acts` are the places where one is said to have ruled, in order."""

    by_mention: Mapping[Mention, Tribunal] = field(default_factory=dict)
    acts: tuple[tuple[int, Tribunal], ...] = ()

    def last_before(self, offset: int, rank: int, other_than: str | None = None) -> Tribunal | None:
        """The last that ruled before a place and stands no higher than `rank`."""
        index = bisect_left(self.acts, offset, key=lambda act: act[0])
        for _, tribunal in reversed(self.acts[:index]):
            if tribunal.key != other_than and tribunal.rank <= rank:
                return tribunal
        return None

    def below(self, offset: int) -> Tribunal | None:
        """The court whose ruling is under review at a place, or None where the text leaves it open.

        Of those that ruled before it this is the federal court of appeals that is spoken of most, since a state's
        courts come first where both rule in one case; else the last court above the trial courts, or the only one that
        is named; else the last. A federal trial court that ruled after a state's highest one leaves it open.
        """
        index = bisect_left(self.acts, offset, key=lambda act: act[0])
        ruled = [tribunal for _, tribunal in self.acts[:index]]
        above = [tribunal for tribunal in ruled if tribunal.rank > 1]
        if federal := Counter(tribunal for tribunal in above if tribunal.federal):
            (most, times), *others = federal.most_common(2)
            return None if others and others[0][1] == times else most
        named = {t for t in self.by_mention.values() if t.court and t.rank > 1}
        chosen = above or ([*named] if len(named) == 1 else []) or ruled
        if not chosen or (chosen[-1].rank == 2 and any(tribunal.court is None for tribunal in above)):
            return None
        if chosen[-1].rank == 1 and any(tribunal.rank > 1 for tribunal in self.by_mention.values()):
            return None
        after = ruled[len(ruled) - ruled[::-1].index(chosen[-1]) :] if chosen[-1] in ruled else []
        return None if any(tribunal.district for tribunal in after) else chosen[-1]


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """The resolved document; `dissenters` are the judges of whom it says that they dissented."""

    text: Text
    context: Context
    mentions: tuple[Resolved, ...]
    entities: dict[str, Entity]
    about: About
    dissenters: frozenset[str] = frozenset()
    tribunals: Tribunals = Tribunals()
    suits: tuple[Suit, ...] = ()


@dataclass(kw_only=True)
class Draft:
    """An entity while its names are gathered."""

    id: str
    label: str
    name: str
    aliases: set[str] = field(default_factory=set)
    properties: dict[str, Value] = field(default_factory=dict)
    weak: bool = True

    def entity(self) -> Entity:
        """The finished node."""
        aliases = {" ".join(alias.split()) for alias in self.aliases} - {self.name, ""}
        return Entity(
            id=self.id,
            labels=(self.label,),
            name=self.name,
            aliases=tuple(sorted(aliases)),
            properties=tuple(sorted(self.properties.items())),
        )


class Drafts:
    """The entities of a document by id, in the making."""

    def __init__(self) -> None:
        self.by_id: dict[str, Draft] = {}
        self.organizations: dict[str, str] = {}

    def add(
        self,
        entity_id: str,
        label: str,
        name: str,
        *aliases: str,
        weak: bool = False,
        properties: dict[str, Value] | None = None,
    ) -> str:
        """Add an entity, or names and properties to it; the first name and the first value of a property stay."""
        draft = self.by_id.setdefault(entity_id, Draft(id=entity_id, label=label, name=name))
        draft.aliases.update(alias for alias in (name, *aliases) if alias)
        draft.weak = draft.weak and weak
        if label == "Organization":
            for alias in (name, *aliases):
                self.organizations.setdefault(alias, entity_id)
        for key, value in (properties or {}).items():
            draft.properties.setdefault(key, value)
        return entity_id


def document_tag(text: Text) -> str:
    """Eight characters that keep apart what two documents may call by the same name."""
    return text.document.id.rsplit("/", 1)[1][:8]
