"""The agreements that a text has spoken of so far, kept by what a later mention of one is known by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from kg.mentions import Mention

_FAMILY: Final = {"moa": "mou", "consent-decree": "settlement"}
"""Kinds that a text uses for one another."""
_SEVERAL: Final = 2


@dataclass(kw_only=True)
class Cluster:
    """Mentions of one agreement.

    Attributes:
        place: Its place among the agreements of the text.
        number: Its official number.
        parties: Its parties, in the order of the text.
        mentions: What names or describes it.
        kinds: What these say that it is, but for "agreement".
        own: Whether it is what the document is.
        former: Whether it is spoken of as replaced, so that "the agreement" is another.
        around: The actors named in the paragraph that first speaks of it.
    """

    place: int
    number: str | None = None
    parties: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    own: bool = False
    former: bool = False
    around: frozenset[str] = frozenset()


class Clusters:
    """The agreements in the order in which the text comes to them; `own` is the one that the document is."""

    def __init__(self, *, is_instrument: bool) -> None:
        self.all: list[Cluster] = []
        self._by_number: dict[str, Cluster] = {}
        self._by_party: dict[str, list[Cluster]] = {}
        self._by_term: dict[str, Cluster] = {}
        self._present: dict[frozenset[str], dict[int, Cluster]] = {}
        self._spoken_of: list[tuple[Mention, Cluster]] = []
        self.own = self.open(own=True) if is_instrument else None

    def open(self, *, own: bool = False, former: bool = False, around: frozenset[str] = frozenset()) -> Cluster:
        """A further agreement."""
        cluster = Cluster(place=len(self.all), own=own, former=former, around=around)
        self.all.append(cluster)
        return cluster

    def add(self, cluster: Cluster, mention: Mention, parties: tuple[str, ...]) -> None:
        """Take in the next mention of the text: it is of this agreement, and names these parties."""
        cluster.mentions.append(mention)
        self._spoken_of.append((mention, cluster))
        if mention.number and cluster.number is None:
            cluster.number = mention.number
            self._by_number[mention.number] = _first(cluster, self._by_number.get(mention.number))
        for term in mention.terms:
            self._by_term[term] = _first(cluster, self._by_term.get(term))
        for party in dict.fromkeys(parties):
            if party not in cluster.parties:
                cluster.parties += (party,)
                self._by_party.setdefault(party, []).append(cluster)
        self._present.get(cluster.kinds, {}).pop(cluster.place, None)
        cluster.kinds |= {mention.role or ""} - {"agreement"}
        if not (cluster.former or cluster.own):
            self._present.setdefault(cluster.kinds, {})[cluster.place] = cluster

    def numbered(self, number: str) -> Cluster | None:
        """The agreement of an official number."""
        return self._by_number.get(number)

    def called(self, term: str) -> Cluster | None:
        """The agreement for which the text has defined a short name."""
        return self._by_term.get(term)

    def between(self, parties: tuple[str, ...], *, but: Cluster | None) -> Cluster | None:
        """The first agreement of these parties, or of some of them, or of these and others."""
        wanted = set(parties)
        found: Cluster | None = None
        for party in parties:
            for cluster in self._by_party.get(party, ()):
                if cluster is not but and (wanted <= set(cluster.parties) or wanted >= set(cluster.parties)):
                    found = _first(cluster, found)
        return found

    def last_first(self) -> Iterator[tuple[Mention, Cluster]]:
        """Each mention so far with its agreement, from the last one on."""
        return reversed(self._spoken_of)

    def only_one(self, mention: Mention) -> tuple[Cluster | None, bool]:
        """An agreement in force that the mention's kind fits, and whether it is the only one."""
        found: list[Cluster] = []
        for kinds, clusters in self._present.items():
            if fits(kinds, mention):
                found += islice(clusters.values(), _SEVERAL)
        return (found[0] if found else None), len(found) == 1


def fits(kinds: frozenset[str], mention: Mention) -> bool:
    """Whether "the settlement" may mean it: no memorandum does; "the agreement" may be anything."""
    role = mention.role or ""
    return not kinds or role == "agreement" or any(_FAMILY.get(k, k) == _FAMILY.get(role, role) for k in kinds)


def _first(one: Cluster, other: Cluster | None) -> Cluster:
    return one if other is None or one.place < other.place else other
