"""Agreements of one document: which mentions are the same one, and what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.claim import Step
from kg.identifiers import slug
from kg.mentions import Mention
from kg.resolve.resolution import Draft, Drafts, Resolved, document_tag
from kg.text import Text

_SPECIFIC = ("settlement", "consent-decree", "matching-agreement", "treaty", "moa", "mou", "plea-agreement",
             "cooperative-agreement", "agreement")  # fmt: skip
_NAMES = {
    "mou": "Memorandum of Understanding",
    "moa": "Memorandum of Agreement",
    "settlement": "Settlement agreement",
    "consent-decree": "Consent decree",
    "matching-agreement": "Matching agreement",
    "cooperative-agreement": "Cooperative agreement",
    "plea-agreement": "Plea agreement",
    "treaty": "Treaty",
    "agreement": "Agreement",
}
_SHORTEST_TITLE = 9
_CAPTION = 400
"""An agreement's own text names it in its first characters."""


@dataclass(kw_only=True)
class Cluster:
    """Mentions of one agreement."""

    number: str | None = None
    parties: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """The result: what each mention means, each agreement's parties, and the one that the document is."""

    resolved: dict[Mention, Resolved]
    parties: dict[str, tuple[str, ...]]
    instrument: str | None


def resolve_agreements(
    text: Text, mentions: list[Mention], actors: dict[tuple[int, int], tuple[str, ...]], drafts: Drafts
) -> Agreements:
    """Group the mentions of agreements and give each group its id.

    Args:
        text: The document.
        mentions: All its mentions.
        actors: Ids of the parties by the span at which they are mentioned.
        drafts: Where the entities are added.
    """
    found = [m for m in mentions if m.kind == "Agreement" and not m.nested]
    is_instrument = any(m.start < _CAPTION and _opens(text, m) for m in found)
    clusters = _cluster(found, actors, is_instrument)
    resolved: dict[Mention, Resolved] = {}
    parties: dict[str, tuple[str, ...]] = {}
    instrument = None
    for cluster in clusters:
        agreement = _identify(text, cluster, drafts)
        parties[agreement] = cluster.parties
        instrument = agreement if cluster.own else instrument
        first = cluster.mentions[0]
        for mention in cluster.mentions:
            linked = mention is not first and mention.form == "description"
            reason = f"the agreement named at {first.start}"
            step = (Step(start=mention.start, end=mention.end, entity=agreement, reason=reason),) if linked else ()
            resolved[mention] = Resolved(mention=mention, ids=(agreement,), steps=step)
    return Agreements(resolved=resolved, parties=parties, instrument=instrument)


def _opens(text: Text, mention: Mention) -> bool:
    """Whether the document begins by being this agreement: a line in capitals, or "This Memorandum ..."."""
    if text.folded[max(0, mention.start - 5) : mention.start].lower() == "this ":
        return True
    start = text.folded.rfind("\n", 0, mention.start) + 1
    line = text.folded[start : text.folded.find("\n", mention.start)]
    return len(line) > _SHORTEST_TITLE and line.isupper()


def _cluster(
    found: list[Mention], actors: dict[tuple[int, int], tuple[str, ...]], is_instrument: bool
) -> list[Cluster]:
    clusters: list[Cluster] = []
    if is_instrument:
        clusters.append(Cluster(own=True))
    for mention in found:
        parties = tuple(dict.fromkeys(i for span in mention.parties for i in actors.get(span, ())))
        cluster = _matching(clusters, mention, parties)
        named = mention.form == "name" and not is_instrument
        if cluster is None and (parties or mention.number or (not mention.definite and not is_instrument) or named):
            cluster = Cluster()
            clusters.append(cluster)
        if cluster is None:
            continue
        cluster.mentions.append(mention)
        cluster.number = cluster.number or mention.number
        cluster.parties = tuple(dict.fromkeys((*cluster.parties, *parties)))
    return [cluster for cluster in clusters if cluster.mentions]


def _matching(clusters: list[Cluster], mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster that the mention belongs to: by number, by parties, else the one last spoken of."""
    if mention.number:
        same = [c for c in clusters if c.number == mention.number]
        fresh = [c for c in clusters if c.own and c.number is None and mention.start < _CAPTION]
        return (same or fresh or [None])[0]  # type: ignore[list-item]
    if parties:
        meeting = [c for c in clusters if set(c.parties) & set(parties)]
        nameless = [c for c in clusters if not c.parties and (c.own or c.number is None)]
        return (meeting or nameless or [None])[0]  # type: ignore[list-item]
    own = [c for c in clusters if c.own]
    if own:
        return own[0] if mention.definite else None
    return max(clusters, key=lambda c: c.mentions[-1].start, default=None) if mention.definite else None


def _identify(text: Text, cluster: Cluster, drafts: Drafts) -> str:
    kinds = {m.role for m in (cluster.mentions[:1] if cluster.own else cluster.mentions) if m.role}
    kind = next((k for k in _SPECIFIC if k in kinds), "agreement")
    names = _names(text, cluster.mentions)
    if cluster.number:
        agreement, name = f"/us/agreement/{kind}/{slug(cluster.number)}", _numbered(kind, cluster)
        return drafts.add(agreement, "Agreement", name, *names, properties={"kind": kind, "number": cluster.number})
    if len(cluster.parties) > 1:
        slugs = "+".join(sorted(party.rsplit("/", 1)[1] for party in cluster.parties))
        listed = [_with_article(drafts.by_id[party]) for party in cluster.parties]
        name = f"{_NAMES[kind]} between {', '.join(listed[:-1])} and {listed[-1]}"
        return drafts.add(f"/us/agreement/{kind}/{slugs}/undated", "Agreement", name, *names, properties={"kind": kind})
    agreement = f"/us/agreement/{kind}/x/{document_tag(text)}-{cluster.mentions[0].start}"
    return drafts.add(agreement, "Agreement", _NAMES[kind], *names, properties={"kind": kind, "provisional": True})


def _with_article(party: Draft) -> str:
    return f"the {party.name}" if party.label == "Agency" else party.name


def _numbered(kind: str, cluster: Cluster) -> str:
    word = {"mou": "MOU", "moa": "MOA"}.get(kind, _NAMES[kind])
    return f"{word} {cluster.number}"


def _names(text: Text, mentions: Iterable[Mention]) -> set[str]:
    """Names to be found by: what the text calls it, but for bare words such as "the agreement"."""
    names: set[str] = set()
    for mention in mentions:
        names.update(term for term in mention.terms if sum(c.isupper() for c in term) > 1)
        if mention.form == "name":
            words = text.document.text[mention.start : mention.end]
            names.add(mention.name if mention.terms else " ".join(words.split()))
            names.add(mention.name)
    return {n for n in names if (not n.isupper() or len(n) < 12) and n.lower() not in ("agreement", "settlement")}
