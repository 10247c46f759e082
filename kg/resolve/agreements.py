"""Agreements of one document: which mentions are the same one, and what it is called."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kg.claim import Step
from kg.identifiers import slug
from kg.mentions import Mention
from kg.resolve.clusters import Cluster, Clusters, fits
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
_FORMER = re.compile(
    r"\b(?:replac\w*|supersed\w*|expired|earlier|previous|prior|former) (?:the |an? |its |their )?(?:[\w-]+ ){0,2}$"
)
_BESIDE = re.compile(r"(?: \([^()\n]{1,60}\))?,? \(?")
_LONGEST_BESIDE = 70
_PAPER = re.compile(
    r"\s+(?:opinion|order|and (?:opinion|order)|decision|of law|in (?:support|opposition))\b", re.IGNORECASE
)
"""What follows "memorandum" where it is a court's or a lawyer's paper."""
_SELF_NAMED = frozenset(["consent-decree", "plea-agreement", "matching-agreement"])
"""Kinds that a text may speak of as known: "the consent decree"."""
_SHORTEST_TITLE = 9
_CAPTION = 400
"""An agreement's own text names it in its first characters."""


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
    clusters = Clusters(is_instrument=is_instrument)
    heads = [] if is_instrument else [m for m in found if _in_headline(text, m)]
    skipped = set(heads)
    places = sorted(actors) if found else []
    for mention in (m for m in found if m not in skipped):
        parties = tuple(dict.fromkeys(i for span in mention.parties for i in actors.get(span, ())))
        cluster = _in_apposition(text, clusters, mention) or _matching(text, clusters, mention, parties)
        named = (mention.form == "name" or (mention.role in _SELF_NAMED and not clusters.all)) and not is_instrument
        if cluster is None and (parties or mention.number or (not mention.definite and not is_instrument) or named):
            former = bool(_FORMER.search(text.folded[max(0, mention.start - 60) : mention.start]))
            around = frozenset(i for span in _around(text, mention, places) for i in actors[span])
            cluster = clusters.open(former=former, around=around)
        if cluster is not None:
            clusters.add(cluster, mention, parties)
    present = [cluster for cluster in clusters.all if not cluster.former]
    if len(present) == 1:
        present[0].mentions[:0] = heads
    return [cluster for cluster in clusters.all if cluster.mentions]


def _in_apposition(text: Text, clusters: Clusters, mention: Mention) -> Cluster | None:
    """The agreement right before its own number: "a memorandum of understanding between A and B, MOU 225-26-004"."""
    for last, cluster in clusters.last_first() if mention.number else ():
        if last.end < mention.start - _LONGEST_BESIDE:
            break
        beside = last is cluster.mentions[-1] and _BESIDE.fullmatch(text.folded, last.end, mention.start)
        if beside and cluster.number is None:
            return cluster
    return None


def _matching(text: Text, clusters: Clusters, mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster that the mention belongs to: by number, by parties, else the one last spoken of."""
    own = clusters.own
    if mention.number:
        fresh = own if own and own.number is None and mention.start < _CAPTION else None
        return clusters.numbered(mention.number) or fresh
    if parties:
        return _with_parties(clusters, mention, parties)
    if mention.form == "acronym":
        return clusters.called(mention.name)
    if not mention.definite:
        return None
    return own if own and fits(own.kinds, mention) else _last_spoken_of(text, clusters, mention)


def _in_headline(text: Text, mention: Mention) -> bool:
    """Whether it is a bare "Agreement" in a line that is no sentence: it is whatever the text below tells of."""
    if mention.parties or mention.number or " " in mention.name:
        return False
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return text.folded[sentence.end - 1] not in ".?!\"':;," and mention.form == "name" and mention.definite


def _around(text: Text, mention: Mention, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places at which the sentence of a mention names actors, where it gives no parties."""
    if mention.parties:
        return []
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return places[bisect_left(places, (sentence.start, 0)) : bisect_left(places, (sentence.end, 0))]


def _last_spoken_of(text: Text, clusters: Clusters, mention: Mention) -> Cluster | None:
    """The only agreement; of several, the one of which the same paragraph alone has spoken."""
    cluster, only = clusters.only_one(mention)
    if cluster is None or only:
        return cluster
    block = _block(text, mention)
    here: Cluster | None = None
    for last, cluster in clusters.last_first():
        if _block(text, last) != block:
            break
        if cluster is not here and not (cluster.former or cluster.own) and fits(cluster.kinds, mention):
            if here is not None:
                return None
            here = cluster
    return here


def _block(text: Text, mention: Mention) -> int:
    return text.sentences[max(0, text.sentence_at(mention.start))].block


def _with_parties(clusters: Clusters, mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster of the same parties; with others besides, or of another kind, it is another agreement."""
    own = clusters.own
    another = own and own.parties and mention.start > _CAPTION and mention.role != own.mentions[0].role
    if meeting := clusters.between(parties, but=own if another else None):
        return meeting
    if own and not own.parties:
        return own
    others = [c for c in clusters.all[: 2 + bool(another)] if not (another and c.own)]
    return others[0] if len(others) == 1 and _may_be(others[0], mention, parties) else None


def _may_be(only: Cluster, mention: Mention, parties: tuple[str, ...]) -> bool:
    """Whether "the agreement between A and B" is the only one so far, spoken of without its parties.

    "An agreement between A and B" is a new one, unless the sentence that spoke of the other named A and B.
    """
    return not only.parties and (mention.definite or set(parties) <= only.around)


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
