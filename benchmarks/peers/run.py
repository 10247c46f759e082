"""What one finder finds in each document, as our ids: `python run.py FINDER < documents.jsonl > finds.jsonl`.

It imports nothing of this project unless the finder is ours, because it runs in an environment with the peers alone.
The last line on stderr is {"cpu": seconds, "bytes": of text}: the finding alone, without start, reading and writing.

The mapping is as generous as it can be without finding anything itself: every field that a peer gives is used, its own
subsections and pin cites are appended to the section, and what it reads in two ways (as a range, as one section) is
taken both ways.
"""

import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence

Find = tuple[int, int, str]
Finder = Callable[[str, str | None], Iterable[Find]]
WARM = 3
"""Documents that are read once before the clock starts, so that what a library loads late is no part of it.

With --cold there are none: what is measured is one large document."""
WARM_TEXT = (
    "Roe v. Wade, 410 U.S. 113, 120 (1973); id. at 121; 26 U.S.C. § 6103(i)(2); 40 C.F.R. § 82.4; section 7 of the "
    "Clean Air Act; Pub. L. 104-208, § 384, 110 Stat. 3009; Cal. Penal Code § 187; the Due Process Clause."
)
"""Read first of all, as what is loaded late is loaded for one kind of reference alone."""


def main() -> None:
    warnings.simplefilter("ignore")
    finder = FINDERS[sys.argv[1]]()
    documents = [json.loads(line) for line in sys.stdin]
    if "--cold" not in sys.argv:
        list(finder(WARM_TEXT, None))
        for document in documents[:WARM]:
            list(finder(document["text"], document.get("base") or None))
    cpu, size = 0.0, 0
    for document in documents:
        begin = time.process_time()
        finds = list(finder(document["text"], document.get("base") or None))
        cpu += time.process_time() - begin
        size += len(document["text"].encode())
        for start, end, target in finds:
            print(json.dumps({"doc_id": document["doc_id"], "start": start, "end": end, "target": target}))
    print(json.dumps({"cpu": cpu, "bytes": size}), file=sys.stderr)


def kg() -> Finder:
    from kg.references import find_references

    def find(text: str, base: str | None) -> Iterator[Find]:
        for found in find_references(text, base):
            if not is_between(text[found.start : found.end], found.flags):
                yield found.start, found.end, found.target

    return find


def kg_laws_plain() -> Finder:
    """The same without the compiled scan: as where it cannot be installed."""
    import kg.mentions.scan

    vars(kg.mentions.scan)["AhoCorasick"] = None
    return kg_laws()


def is_between(words: str, flags: Sequence[str]) -> bool:
    """Whether a find is a section between the ends of a range: the gold has the ends alone, and cannot say."""
    return "range" in flags and not any(map(str.isdigit, words))


def kg_laws() -> Finder:
    """Statutes and regulations alone: what remains of the finder without cases."""
    from kg.mentions import context_of
    from kg.mentions.law import find_law
    from kg.mentions.regulations import find_regulations
    from kg.text import fold

    def find(text: str, base: str | None) -> Iterator[Find]:
        context = context_of(fold(text), base=base)
        for mention in (*find_law(context), *find_regulations(context)):
            yield from ((item.start, item.end, item.target) for item in mention.items)

    return find


def eyecite() -> Finder:
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, FullLawCitation

    def find(text: str, base: str | None) -> Iterator[Find]:
        for found in get_citations(text):
            start, end = found.span()  # type: ignore[no-untyped-call]
            groups = found.groups
            if isinstance(found, FullCaseCitation):
                yield start, end, case_id(groups["reporter"], groups["volume"], groups["page"])
            elif isinstance(found, FullLawCitation) and (target := eyecite_law(groups, found.metadata.pin_cite)):
                yield start, end, target

    return find


def eyecite_law(groups: dict[str, str], pin: str | None) -> str | None:
    reporter = re.sub(r"[\s.]", "", groups["reporter"]).upper()
    first = groups.get("title") or groups.get("volume") or groups.get("chapter") or ""
    second = groups.get("section") or groups.get("page") or ""
    below = path(pin if pin and pin.startswith("(") else None)
    if reporter in ("USC", "USCA", "USCS"):
        return f"/us/usc/t{first}/s{second}{below}"
    if reporter == "CFR":
        return f"/us/cfr/t{first}/s{second}{below}" if "." in second else f"/us/cfr/t{first}/pt{second}"
    if reporter == "PUBL":
        congress, _, number = first.replace("–", "-").partition("-")
        return f"/us/pl/{congress}/{number}" + (f"/s{second}{below}" if second else "")
    return {"STAT": f"/us/stat/{first}/{second}", "FEDREG": f"/us/fr/{first}/{second}"}.get(reporter)


def citeurl() -> Finder:
    from citeurl import Citator

    citator = Citator()

    def find(text: str, base: str | None) -> Iterator[Find]:
        for found in citator.list_cites(text):
            target = citeurl_id(found.template.name, found.tokens, found.URL or "")
            if target:
                yield (*found.span, target)

    return find


def citeurl_id(template: str, tokens: dict[str, str | None], url: str) -> str | None:
    """The id; an act whose sections citeurl itself links to the Code goes there."""
    of_code = re.match(r"https://www\.law\.cornell\.edu/uscode/text/(\w+)/([^#]+)#?(.*)", url)
    if of_code:
        below = "".join(f"/{piece}" for piece in of_code[3].split("_") if piece)
        return f"/us/usc/t{of_code[1]}/s{of_code[2]}{below}"
    given = {name: value or "" for name, value in tokens.items()}
    if template == "U.S. Public Laws":
        return f"/us/pl/{given['congress']}/{given['law']}" + section(given.get("section"), given.get("subsection"))
    if template == "Code of Federal Regulations":
        number = given["section"]
        root = f"/us/cfr/t{given['title']}"
        return f"{root}/s{number}{path(given.get('subsection'))}" if "." in number else f"{root}/pt{number}"
    if template == "U.S. Constitution":
        head = f"amdt/{given['amendment']}" if given.get("amendment") else f"art/{given.get('article')}"
        clause = f"/cl{given['clause']}" if given.get("clause") else ""
        return f"/us/const/{head}" + section(given.get("section"), None) + clause
    if template == "U.S. Caselaw":
        return case_id(given["reporter"], given["volume"], given["page"])
    kind = {"U.S. Statutes at Large": "stat", "Federal Register": "fr"}.get(template)
    return f"/us/{kind}/{given['volume']}/{given['page']}" if kind else None


def lexnlp() -> Finder:
    from lexnlp.extract.en.citations import get_citation_annotations
    from lexnlp.extract.en.regulations import get_regulation_annotations

    def find(text: str, base: str | None) -> Iterator[Find]:
        for found in get_regulation_annotations(text):
            if target := lexnlp_id(found.name):
                yield (*found.coords, target)
        for found in get_citation_annotations(text):
            yield (*found.coords, case_id(found.reporter, str(found.volume), str(found.page)))

    return find


def lexnlp_id(name: str) -> str | None:
    """From its own normal form: "26 USC § 6103", "40 CFR 82", "Public Law No. 116-136", "68 Stat. 12"."""
    code = re.match(r"(\d+) (USC|CFR) (?:\S+ )?(\S+)$", name, re.IGNORECASE)
    if code:
        title, kind, number = code.groups()
        return f"/us/usc/t{title}/s{number}" if kind.upper() == "USC" else f"/us/cfr/t{title}/pt{number}"
    law = re.search(r"No\. (\d+)-(\d+)$", name)
    if law:
        return f"/us/pl/{law[1]}/{law[2]}"
    page = re.match(r"(\d+) Stat\. (\d+)", name)
    return f"/us/stat/{page[1]}/{page[2]}" if page else None


def path(subsections: str | None) -> str:
    """The subsections as levels of an id."""
    return "".join(f"/{piece}" for piece in re.findall(r"\(([^()]+)\)", subsections or ""))


def section(number: str | None, subsections: str | None) -> str:
    return f"/s{number}{path(subsections)}" if number else ""


def case_id(reporter: str, volume: str, page: str) -> str:
    """The id; what some of them take for reporters of cases is no case."""
    words = "-".join(re.findall(r"\w+", re.sub(r"(?<=\w)\.(?=\w|\s|$)", "", reporter.lower())))
    publication = {"fr": "/us/fr", "fed-reg": "/us/fr", "stat": "/us/stat"}.get(words, f"/us/case/{words}")
    return f"{publication}/{volume}/{page}"


FINDERS: dict[str, Callable[[], Finder]] = {
    "kg": kg,
    "kg-laws": kg_laws,
    "kg-laws-plain": kg_laws_plain,
    "eyecite": eyecite,
    "citeurl": citeurl,
    "lexnlp": lexnlp,
}

if __name__ == "__main__":
    main()
