"""The gazetteers: closed, consistent, and complete against the public lists they follow."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import courts_db
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
GAZETTEERS = ROOT / "schemas" / "gazetteers"
SHARED = ROOT.parent / "shared" / "data"
ECFR_AGENCIES = SHARED / "agencies" / "ecfr_agencies.json"
INVENTORY = SHARED / "references" / "usc_inventory.txt.gz"

AMBIGUOUS_AGENCY_ACRONYMS = {"BIA", "FSA", "OCR", "OFR", "OIG", "OPA"}
AMBIGUOUS_ACT_ACRONYMS = {"AEA", "CDA", "CRA", "IRA", "PRA", "SCA"}
COURT_KINDS = {"supreme", "appeals", "district", "special", "military", "state-supreme", "state-appeals"}
CIRCUITS = {*(f"ca{number}" for number in range(1, 12)), "cadc", "cafc"}

# /us/pl/101/336, /us/act/1938-06-25/ch675, a part of either, or a provision of the Code.
ACT_ID = re.compile(
    r"/us/(?:pl/\d+/\d+|act/\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/ch\d+|usc/t\d+)(?:/[A-Za-z0-9-]+)*"
)
HOME = re.compile(r"/us/usc/t\d+/s[0-9][0-9A-Za-z-]*(?:/[0-9A-Za-z]+)*")


class Agency(TypedDict):
    slug: str
    name: str
    acronyms: NotRequired[list[str]]
    aliases: NotRequired[list[str]]
    parent: NotRequired[str]
    heads: NotRequired[list[str]]
    until: NotRequired[int]
    jurisdiction: NotRequired[str]


class Court(TypedDict):
    id: str
    name: str
    kind: str
    abbreviation: NotRequired[str]
    abbreviations: NotRequired[list[str]]
    state: NotRequired[str]
    circuit: NotRequired[str]
    aliases: NotRequired[list[str]]
    seats: NotRequired[list[str]]
    until: NotRequired[int]


class Act(TypedDict):
    id: str
    name: str
    acronyms: NotRequired[list[str]]
    aliases: NotRequired[list[str]]
    home: NotRequired[str]


class EcfrAgency(TypedDict):
    slug: str
    children: NotRequired[list["EcfrAgency"]]


def _read(name: str) -> object:
    return yaml.load((GAZETTEERS / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def _agencies() -> list[Agency]:
    return cast(list[Agency], _read("agencies.yaml"))


@cache
def _courts() -> list[Court]:
    return cast(list[Court], _read("courts.yaml"))


@cache
def _acts() -> list[Act]:
    return cast(list[Act], _read("acts.yaml"))


def _repeated(values: Iterable[str]) -> set[str]:
    return {value for value, count in Counter(values).items() if count > 1}


def _agency_names() -> Iterator[str]:
    for agency in _agencies():
        yield from (agency["name"], *agency.get("aliases", []), *agency.get("heads", []))


def _court_names() -> Iterator[str]:
    for court in _courts():
        yield from (court["name"], *court.get("aliases", []))


def _act_names() -> Iterator[str]:
    for act in _acts():
        yield from (act["name"], *act.get("aliases", []))


def _agency_acronyms() -> list[str]:
    return [acronym for agency in _agencies() for acronym in agency.get("acronyms", [])]


def _act_acronyms() -> list[str]:
    return [acronym for act in _acts() for acronym in act.get("acronyms", [])]


def _fields(entries: Iterable[Iterable[str]]) -> set[str]:
    return {field for entry in entries for field in entry}


def test_entries_have_the_declared_fields_only() -> None:
    assert _fields(_agencies()) <= set(Agency.__annotations__)
    assert _fields(_courts()) <= set(Court.__annotations__)
    assert _fields(_acts()) <= set(Act.__annotations__)


def _keys(name: str) -> list[str]:
    if name == "agencies":
        return [agency["slug"] for agency in _agencies()]
    if name == "courts":
        return [court["id"] for court in _courts()]
    return [act["id"] for act in _acts()]


@pytest.mark.parametrize("name", ["agencies", "courts", "acts"])
def test_keys_are_unique_and_sorted(name: str) -> None:
    keys = _keys(name)
    assert not _repeated(keys)
    assert keys == sorted(keys)


@pytest.mark.parametrize("names", [_agency_names, _court_names, _act_names], ids=["agencies", "courts", "acts"])
def test_names_are_written_out_and_stand_for_one_entry(names: Callable[[], Iterator[str]]) -> None:
    listed = list(names())
    assert all(isinstance(name, str) and name and name == name.strip() for name in listed)
    assert not _repeated(listed)


@pytest.mark.parametrize("acronyms", [_agency_acronyms, _act_acronyms], ids=["agencies", "acts"])
def test_an_acronym_has_capitals(acronyms: Callable[[], list[str]]) -> None:
    assert [acronym for acronym in acronyms() if not re.search(r"[A-Z].*[A-Z]", acronym)] == []


def test_acronyms_are_unambiguous_but_for_the_known_ones() -> None:
    assert _repeated(_agency_acronyms()) == AMBIGUOUS_AGENCY_ACRONYMS
    assert _repeated(_act_acronyms()) == AMBIGUOUS_ACT_ACRONYMS


def test_no_acronym_stands_for_an_agency_and_an_act() -> None:
    assert set(_agency_acronyms()) & set(_act_acronyms()) == set()


def test_parents_exist() -> None:
    slugs = {agency["slug"] for agency in _agencies()}
    assert {agency["parent"] for agency in _agencies() if "parent" in agency} <= slugs


def test_parents_have_no_cycle() -> None:
    parents = {agency["slug"]: agency.get("parent") for agency in _agencies()}
    for slug in parents:
        seen = [slug]
        while (above := parents[seen[-1]]) is not None:
            assert above not in seen
            seen.append(above)


def _flatten(agencies: list[EcfrAgency], parent: str | None = None) -> Iterator[tuple[str, str | None]]:
    for agency in agencies:
        yield agency["slug"], parent
        yield from _flatten(agency.get("children", []), agency["slug"])


def test_every_ecfr_agency_is_listed_with_its_parent() -> None:
    if not ECFR_AGENCIES.exists():
        pytest.skip("../shared/data/agencies is not here: no eCFR list to compare with")
    published = json.loads(ECFR_AGENCIES.read_text(encoding="utf-8"))
    ours = {agency["slug"]: agency.get("parent") for agency in _agencies()}
    theirs = dict(_flatten(cast(list[EcfrAgency], published["agencies"])))
    assert {slug: ours.get(slug, "missing") for slug in theirs} == theirs


def test_every_court_is_in_courts_db() -> None:
    known = {cast(str, court["id"]) for court in courts_db.courts}
    assert {court["id"] for court in _courts()} <= known


def test_courts_have_a_known_kind_and_circuit() -> None:
    assert {court["kind"] for court in _courts()} == COURT_KINDS
    assert {court["id"] for court in _courts() if court["kind"] == "appeals"} == CIRCUITS
    assert {court["circuit"] for court in _courts() if "circuit" in court} <= CIRCUITS


def test_the_94_districts_have_state_circuit_seats_and_abbreviation() -> None:
    districts = [court for court in _courts() if court["kind"] == "district"]
    assert len(districts) == 94
    assert all(court["state"] and court["circuit"] and court["seats"] and court["abbreviation"] for court in districts)


def test_every_state_has_a_highest_court() -> None:
    states = {court["state"] for court in _courts() if court["kind"] == "district"}
    assert states <= {court["state"] for court in _courts() if court["kind"] == "state-supreme"}


def test_abbreviations_of_courts_are_unique() -> None:
    listed = [court["abbreviation"] for court in _courts() if "abbreviation" in court]
    others = [abbreviation for court in _courts() for abbreviation in court.get("abbreviations", [])]
    assert not _repeated([*listed, *others])


def test_there_are_enough_acts_and_not_too_many() -> None:
    assert 250 <= len(_acts()) < 400


def test_ids_of_acts_are_canonical() -> None:
    assert [act["id"] for act in _acts() if not ACT_ID.fullmatch(act["id"])] == []


def test_homes_are_sections_with_plain_hyphens() -> None:
    assert [act["home"] for act in _acts() if "home" in act and not HOME.fullmatch(act["home"])] == []


def test_homes_exist_in_the_code() -> None:
    if not INVENTORY.exists():
        pytest.skip("../shared/data/references is not here: no inventory of the Code to compare with")
    with gzip.open(INVENTORY, "rt", encoding="utf-8") as lines:
        known = {line.strip().replace("–", "-") for line in lines}
    assert {act["home"] for act in _acts() if "home" in act} - known == set()


def test_the_justices_are_in_order_and_each_is_one() -> None:
    entries = yaml.safe_load((GAZETTEERS / "justices.yaml").read_text("utf-8"))
    assert len({entry["name"] for entry in entries}) == len(entries)
    assert all(entry["since"] <= entry.get("until", 9999) for entry in entries)
    assert sum("until" not in entry for entry in entries) == 9
