"""Agreements of one document: which mentions are the same one, and what it is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.claim import Step
from kg.identifiers import slug
from kg.mentions import Mention
from kg.resolve.resolution import Draft, Drafts, Resolved, document_tag
from kg.text import Text

_SPECIFIC = ("settlement", "consent-decree", "matching-agreement", "treaty", "moa", "mou", "plea-agreement",
             "cooperative-agreement", "agreement")  # fmt: skip
_FAMILY = {"moa": "mou", "consent-decree": "settlement"}
"""Kinds that a text uses for one another."""
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
_FORMER = re.compile(
    r"\b(?:replac\w*|supersed\w*|expired|earlier|previous|prior|former) (?:the |an? |its |their )?(?:[\w-]+ ){0,2}$"
)
_BESIDE = re.compile(r"(?: \([^()\n]{1,60}\))?,? \(?")
_PAPER = re.compile(
    r"\s+(?:opinion|order|and (?:opinion|order)|decision|of law|in (?:support|opposition))\b", re.IGNORECASE
)
"""What follows "memorandum" where it is a court's or a lawyer's paper."""
_SELF_NAMED = frozenset(["consent-decree", "plea-agreement", "matching-agreement"])
"""Kinds that a text may speak of as known: "the consent decree"."""
_SHORTEST_TITLE = 9
_CAPTION = 400
"""An agreement's own text names it in its first characters."""


@dataclass(kw_only=True)
class Cluster:
    """Mentions of one agreement.

    Attributes:
        number: Its official number.
        parties: Its parties, in the order of the text.
        mentions: What names or describes it.
        own: Whether it is what the document is.
        former: Whether it is spoken of as replaced, so that "the agreement" is another.
        around: The actors named in the paragraph that first speaks of it.
    """

    number: str | None = None
    parties: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    own: bool = False
    former: bool = False
    around: frozenset[str] = frozenset()


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
    found = [
        m
        for m in mentions
        if m.kind == "Agreement" and not (m.nested or m.items) and not _PAPER.match(text.folded, m.end)
    ]
    is_instrument = any(m.start < _CAPTION and _opens(text, m) for m in found)
    clusters = _cluster(text, found, actors, is_instrument)
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
    text: Text, found: list[Mention], actors: dict[tuple[int, int], tuple[str, ...]], is_instrument: bool
) -> list[Cluster]:
    clusters: list[Cluster] = []
    if is_instrument:
        clusters.append(Cluster(own=True))
    heads = [] if is_instrument else [m for m in found if _in_headline(text, m)]
    for mention in (m for m in found if m not in heads):
        parties = tuple(dict.fromkeys(i for span in mention.parties for i in actors.get(span, ())))
        cluster = _in_apposition(text, clusters, mention) or _matching(text, clusters, mention, parties)
        named = (mention.form == "name" or (mention.role in _SELF_NAMED and not clusters)) and not is_instrument
        if cluster is None and (parties or mention.number or (not mention.definite and not is_instrument) or named):
            former = bool(_FORMER.search(text.folded[max(0, mention.start - 60) : mention.start]))
            cluster = Cluster(former=former, around=_around(text, mention, actors))
            clusters.append(cluster)
        if cluster is None:
            continue
        cluster.mentions.append(mention)
        cluster.number = cluster.number or mention.number
        cluster.parties = tuple(dict.fromkeys((*cluster.parties, *parties)))
    present = [cluster for cluster in clusters if not cluster.former]
    if len(present) == 1:
        present[0].mentions[:0] = heads
    return [cluster for cluster in clusters if cluster.mentions]


def _in_apposition(text: Text, clusters: list[Cluster], mention: Mention) -> Cluster | None:
    """The agreement right before its own number: "a memorandum of understanding between A and B, MOU 225-26-004"."""
    for cluster in clusters if mention.number else ():
        last = cluster.mentions[-1] if cluster.mentions and cluster.number is None else None
        if last and _BESIDE.fullmatch(text.folded, last.end, mention.start):
            return cluster
    return None


def _matching(text: Text, clusters: list[Cluster], mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster that the mention belongs to: by number, by parties, else the one last spoken of."""
    if mention.number:
        same = [c for c in clusters if c.number == mention.number]
        fresh = [c for c in clusters if c.own and c.number is None and mention.start < _CAPTION]
        return (same or fresh or [None])[0]  # type: ignore[list-item]
    if parties:
        return _with_parties(clusters, mention, parties)
    if mention.form == "acronym":
        return next((c for c in clusters if any(mention.name in m.terms for m in c.mentions)), None)
    clusters = [c for c in clusters if _of_a_kind(c, mention)]
    own = [c for c in clusters if c.own]
    if own:
        return own[0] if mention.definite else None
    return _last_spoken_of(text, clusters, mention) if mention.definite else None


def _in_headline(text: Text, mention: Mention) -> bool:
    """Whether it is a bare "Agreement" in a line that is no sentence: it is whatever the text below tells of."""
    if mention.parties or mention.number or " " in mention.name:
        return False
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return text.folded[sentence.end - 1] not in ".?!\"':;," and mention.form == "name" and mention.definite


def _around(text: Text, mention: Mention, actors: dict[tuple[int, int], tuple[str, ...]]) -> frozenset[str]:
    """The actors named in the sentence of a mention."""
    if mention.parties:
        return frozenset()
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return frozenset(
        entity for (start, _), ids in actors.items() if sentence.start <= start < sentence.end for entity in ids
    )


def _of_a_kind(cluster: Cluster, mention: Mention) -> bool:
    """Whether "the settlement" may mean it: no memorandum does; "the agreement" may be anything."""
    kinds = {m.role for m in cluster.mentions} - {"agreement"}
    return not kinds or mention.role == "agreement" or any(_FAMILY.get(k or "", k) == _family(mention) for k in kinds)


def _family(mention: Mention) -> str:
    return _FAMILY.get(mention.role or "", mention.role or "")


def _last_spoken_of(text: Text, clusters: list[Cluster], mention: Mention) -> Cluster | None:
    """The only agreement; of several, the one of which the same paragraph alone has spoken."""
    clusters = [c for c in clusters if not c.former]
    if len(clusters) < 2:
        return clusters[0] if clusters else None
    block = text.sentences[max(0, text.sentence_at(mention.start))].block
    here = [c for c in clusters if text.sentences[max(0, text.sentence_at(c.mentions[-1].start))].block == block]
    return here[0] if len(here) == 1 else None


def _with_parties(clusters: list[Cluster], mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster of the same parties; with others besides, or of another kind, it is another agreement."""
    own = next((c for c in clusters if c.own), None)
    if own and own.parties and mention.start > _CAPTION and mention.role != own.mentions[0].role:
        clusters = [c for c in clusters if not c.own]
    meeting = [c for c in clusters if c.parties and (set(c.parties) <= set(parties) or set(parties) <= set(c.parties))]
    nameless = [c for c in clusters if not c.parties and (c.own or _may_be(c, clusters, mention, parties))]
    return (meeting or nameless or [None])[0]  # type: ignore[list-item]


def _may_be(cluster: Cluster, clusters: list[Cluster], mention: Mention, parties: tuple[str, ...]) -> bool:
    """Whether "the agreement between A and B" is the one spoken of without its parties.

    "An agreement between A and B" is a new one, unless the sentence that spoke of the other named A and B.
    """
    return len(clusters) == 1 and (mention.definite or set(parties) <= cluster.around)


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
