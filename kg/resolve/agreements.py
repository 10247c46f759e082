"""Agreements of one document: which mentions are the same one, and what it is called."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice

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
_LATEST = 8
"""How many of the agreements last spoken of may stand right before their number."""
_FEW = 6
"""Parties of an agreement whose every choice is looked up."""
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
        place: Its place among the agreements of the text.
    """

    number: str | None = None
    parties: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    own: bool = False
    former: bool = False
    around: frozenset[str] = frozenset()
    place: int = 0


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
    found = [m for m in mentions if m.kind == "Agreement" and not m.nested and not _PAPER.match(text.folded, m.end)]
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


class _Spoken:
    """The agreements spoken of so far, kept so that each mention is looked up without going through all of them."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.own: Cluster | None = None
        self._by_number: dict[str, Cluster] = {}
        self._by_term: dict[str, Cluster] = {}
        self._by_party: dict[str, list[Cluster]] = {}
        self._by_parties: dict[frozenset[str], list[Cluster]] = {}
        self._by_block: dict[int, list[Cluster]] = {}
        self._latest: deque[Cluster] = deque(maxlen=_LATEST)

    def add(self, cluster: Cluster) -> Cluster:
        """Take in a new agreement."""
        cluster.place = len(self.all)
        self.all.append(cluster)
        self.own = cluster if cluster.own else self.own
        return cluster

    def take(self, text: Text, cluster: Cluster, mention: Mention, parties: tuple[str, ...]) -> None:
        """Give a mention to the agreement that it means."""
        cluster.mentions.append(mention)
        cluster.number = cluster.number or mention.number
        if cluster.number:
            self._by_number.setdefault(cluster.number, cluster)
        for term in mention.terms:
            self._by_term.setdefault(term, cluster)
        self._by_block.setdefault(_block(text, mention), []).append(cluster)
        self._latest.append(cluster)
        before, cluster.parties = cluster.parties, tuple(dict.fromkeys((*cluster.parties, *parties)))
        if before != cluster.parties:
            for party in cluster.parties[len(before) :]:
                self._by_party.setdefault(party, []).append(cluster)
            self._by_parties.setdefault(frozenset(cluster.parties), []).append(cluster)

    def numbered(self, number: str) -> Cluster | None:
        """The agreement with the number."""
        return self._by_number.get(number)

    def called(self, term: str) -> Cluster | None:
        """The agreement for which the short name was defined."""
        return self._by_term.get(term)

    def beside(self, text: Text, mention: Mention) -> Cluster | None:
        """The agreement right before its own number: "an understanding between A and B, MOU 225-26-004"."""
        near = [
            c
            for c in self._latest
            if c.number is None and _BESIDE.fullmatch(text.folded, c.mentions[-1].end, mention.start)
        ]
        return min(near, key=lambda cluster: cluster.place, default=None)

    def between(self, parties: tuple[str, ...]) -> Iterator[Cluster]:
        """Agreements of the same parties, of some of them, or of others besides."""
        wanted = frozenset(parties)
        sizes = range(1, len(wanted) + 1) if len(wanted) <= _FEW else ()
        for key in (frozenset(some) for size in sizes for some in combinations(sorted(wanted), size)):
            yield from (c for c in self._by_parties.get(key, ()) if frozenset(c.parties) == key)
        if len(wanted) > _FEW:
            yield from (c for c in self.all if c.parties and wanted.issuperset(c.parties))
        rarest = min((self._by_party.get(party, []) for party in parties), key=len, default=[])
        yield from (c for c in rarest if wanted.issubset(c.parties))

    def of_a_kind(self, mention: Mention) -> Iterator[Cluster]:
        """Agreements that a mention without number and parties may mean, but for those that are replaced."""
        return (c for c in self.all if not c.former and _of_a_kind(c, mention))

    def in_block(self, text: Text, mention: Mention) -> list[Cluster]:
        """Those of them of which the paragraph spoke last."""
        block = _block(text, mention)
        here = {id(c): c for c in self._by_block.get(block, ()) if _block(text, c.mentions[-1]) == block}
        return [c for c in here.values() if not c.former and _of_a_kind(c, mention)]


def _block(text: Text, mention: Mention) -> int:
    return text.sentences[max(0, text.sentence_at(mention.start))].block


def _cluster(
    text: Text, found: list[Mention], actors: dict[tuple[int, int], tuple[str, ...]], is_instrument: bool
) -> list[Cluster]:
    spoken = _Spoken()
    if is_instrument:
        spoken.add(Cluster(own=True))
    heads = [] if is_instrument else [m for m in found if _in_headline(text, m)]
    spans = sorted(actors)
    apart = set(heads)
    for mention in (m for m in found if m not in apart):
        parties = tuple(dict.fromkeys(i for span in mention.parties for i in actors.get(span, ())))
        cluster = (spoken.beside(text, mention) if mention.number else None) or _matching(
            text, spoken, mention, parties
        )
        named = (mention.form == "name" or (mention.role in _SELF_NAMED and not spoken.all)) and not is_instrument
        if cluster is None and (parties or mention.number or (not mention.definite and not is_instrument) or named):
            former = bool(_FORMER.search(text.folded[max(0, mention.start - 60) : mention.start]))
            cluster = spoken.add(Cluster(former=former, around=_around(text, mention, actors, spans)))
        if cluster is not None:
            spoken.take(text, cluster, mention, parties)
    present = [cluster for cluster in spoken.all if not cluster.former]
    if len(present) == 1:
        present[0].mentions[:0] = heads
    return [cluster for cluster in spoken.all if cluster.mentions]


def _matching(text: Text, spoken: _Spoken, mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster that the mention belongs to: by number, by parties, else the one last spoken of."""
    own = spoken.own
    if mention.number:
        fresh = own if own and own.number is None and mention.start < _CAPTION else None
        return spoken.numbered(mention.number) or fresh
    if parties:
        return _with_parties(spoken, mention, parties)
    if mention.form == "acronym":
        return spoken.called(mention.name)
    if own and _of_a_kind(own, mention):
        return own if mention.definite else None
    return _last_spoken_of(text, spoken, mention) if mention.definite else None


def _in_headline(text: Text, mention: Mention) -> bool:
    """Whether it is a bare "Agreement" in a line that is no sentence: it is whatever the text below tells of."""
    if mention.parties or mention.number or " " in mention.name:
        return False
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return text.folded[sentence.end - 1] not in ".?!\"':;," and mention.form == "name" and mention.definite


def _around(
    text: Text, mention: Mention, actors: dict[tuple[int, int], tuple[str, ...]], spans: list[tuple[int, int]]
) -> frozenset[str]:
    """The actors named in the sentence of a mention."""
    if mention.parties:
        return frozenset()
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    first, last = bisect_left(spans, (sentence.start, -1)), bisect_left(spans, (sentence.end, -1))
    return frozenset(entity for span in spans[first:last] for entity in actors[span])


def _of_a_kind(cluster: Cluster, mention: Mention) -> bool:
    """Whether "the settlement" may mean it: no memorandum does; "the agreement" may be anything."""
    kinds = {m.role for m in cluster.mentions} - {"agreement"}
    return not kinds or mention.role == "agreement" or any(_FAMILY.get(k or "", k) == _family(mention) for k in kinds)


def _family(mention: Mention) -> str:
    return _FAMILY.get(mention.role or "", mention.role or "")


def _last_spoken_of(text: Text, spoken: _Spoken, mention: Mention) -> Cluster | None:
    """The only agreement; of several, the one of which the same paragraph alone has spoken."""
    fitting = list(islice(spoken.of_a_kind(mention), 2))
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    here = spoken.in_block(text, mention)
    return here[0] if len(here) == 1 else None


def _with_parties(spoken: _Spoken, mention: Mention, parties: tuple[str, ...]) -> Cluster | None:
    """The cluster of the same parties; with others besides, or of another kind, it is another agreement."""
    own = spoken.own
    other = own if own and own.parties and mention.start > _CAPTION and mention.role != own.mentions[0].role else None
    meeting = min((c for c in spoken.between(parties) if c is not other), key=lambda c: c.place, default=None)
    if meeting is not None:
        return meeting
    if own is not None and own is not other and not own.parties:
        return own
    only = spoken.all[0] if len(spoken.all) == 1 else None
    return only if only and only is not other and not only.parties and _may_be(only, mention, parties) else None


def _may_be(cluster: Cluster, mention: Mention, parties: tuple[str, ...]) -> bool:
    """Whether "the agreement between A and B" is the one agreement spoken of without its parties.

    "An agreement between A and B" is a new one, unless the sentence that spoke of the other named A and B.
    """
    return mention.definite or set(parties) <= cluster.around


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
