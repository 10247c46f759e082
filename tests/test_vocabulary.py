"""What is generated from schemas/: it is up to date, and other tools read it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import SH

from kg.extraction import MentionInfo, extraction_lines
from kg.rdf import DEFAULT_BASE_IRI, Names, graph_statements
from kg.rdf.terms import PREFIXES
from kg.schema import load_schema
from kg.vocabulary import GENERATED, generated_text
from kg.vocabulary.terms import LAYOUT
from tests.builders import follow_up, report

ROOT = Path(__file__).parents[1]
KG = Namespace(DEFAULT_BASE_IRI + "/schema#")


@pytest.mark.parametrize("form", list(GENERATED))
def test_generated_files_are_up_to_date(form: str) -> None:
    name = GENERATED[form][0]
    path = ROOT / ("docs" if form == "markdown" else "schemas/generated") / name
    assert path.read_text(encoding="utf-8") == generated_text(form), "run: python -m kg.vocabulary"


def test_nothing_else_is_among_the_generated_files() -> None:
    names = {name for form, (name, _) in GENERATED.items() if form != "markdown"}
    assert {path.name for path in (ROOT / "schemas/generated").iterdir()} == names


def test_one_name_one_meaning() -> None:
    schema = load_schema()
    relations = {edge.rdf for edge in schema.edges.values()} | {f"{edge.rdf}Inverse" for edge in schema.edges.values()}
    properties = {item.name for node in schema.nodes.values() for item in node.properties}
    layout = {term.name for term in LAYOUT}
    assert not relations & (properties | layout | set(schema.nodes))
    entity = {
        item.name
        for node in schema.nodes.values()
        if node.name not in ("Document", "Passage", "Claim")
        for item in node.properties
    }
    # A mention has both: they must not be mixed up when it is read again.
    assert not entity & {"mentions", "mentionedIn", "nodeType", "nodeTypeOrder", "alias", "aliasOrder"}


def test_every_term_that_is_written_is_in_the_ontology() -> None:
    ontology = Graph().parse(data=generated_text("owl"), format="turtle")
    known = {str(subject) for subject in ontology.subjects(RDF.type, None)}
    statements = graph_statements(Names(), [report(), follow_up()])
    written = Graph().parse(data="\n".join(statements.default | statements.edges), format="nt")
    used = {str(term) for triple in written for term in triple[1:] if str(term).startswith(str(KG))}
    assert used and used <= known


def test_the_ontology() -> None:
    ontology, schema = Graph().parse(data=generated_text("owl"), format="turtle"), load_schema()
    for edge in schema.edges.values():
        assert (KG[edge.rdf], RDF.type, OWL.ObjectProperty) in ontology
        assert str(ontology.value(KG[edge.rdf], RDFS.comment)) == edge.definition
        assert ontology.value(KG[f"{edge.rdf}Inverse"], OWL.inverseOf) == KG[edge.rdf]
    assert {str(node) for node in ontology.subjects(RDF.type, OWL.Class) if isinstance(node, URIRef)} == {
        str(KG[name]) for name in (*schema.nodes, "Mention")
    }
    mapped = {str(each) for each in ontology.objects(None, URIRef(PREFIXES["skos"] + "closeMatch"))}
    for namespace in ("schema", "eli", "foaf", "dcterms", "folio"):
        assert any(each.startswith(PREFIXES[namespace]) for each in mapped)


def test_the_shapes_name_every_type_and_both_ends_of_every_relation() -> None:
    shapes, schema = Graph().parse(data=generated_text("shacl"), format="turtle"), load_schema()
    targets = set(shapes.objects(None, SH.targetClass))
    assert {KG[name] for name in schema.nodes if name != "Passage"} < targets
    for edge in schema.edges.values():
        assert next(shapes.subjects(SH.targetSubjectsOf, KG[edge.rdf])) != next(
            shapes.subjects(SH.targetObjectsOf, KG[edge.rdf])
        )


def test_the_base_can_be_chosen() -> None:
    for form in ("owl", "shacl", "jsonld-context"):
        text = generated_text(form, "https://data.example.gov/law")
        assert "https://data.example.gov/law/schema#" in text and DEFAULT_BASE_IRI not in text


LINES = [
    line
    for item in (report(), follow_up())
    for line in extraction_lines(
        type(item)(
            document=item.document,
            entities=item.entities,
            claims=item.claims,
            mentions=(MentionInfo(start=0, end=3, target="/us/agency/x", quote="The"),),
        ),
        mentions=True,
    )
]


def validator() -> Draft202012Validator:
    schema = json.loads(generated_text("json-schema"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_json_schema_takes_what_is_printed() -> None:
    for line in LINES:
        validator().validate(json.loads(line))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("claim", {"relation": "NOPE"}),
        ("claim", {"polarity": "maybe"}),
        ("claim", {"evidence": []}),
        ("claim", {"more": 1}),
        ("claim", {"id": "/claim/x"}),
        ("node", {"labels": ["Claim"]}),
        ("node", {"labels": []}),
        ("node", {"properties": {}}),
        ("node", {"labels": ["Agency"], "properties": {"name": "x", "level": "section"}}),
        ("node", {"labels": ["Statute"], "properties": {"name": "x", "level": "nope"}}),
        ("document", {"id": ""}),
        ("document", {"about": {"Case": "/x"}}),
        ("mention", {"start": -1}),
        ("other", {}),
    ],
)
def test_the_json_schema_refuses(kind: str, change: dict[str, object]) -> None:
    base = next((line for line in LINES if json.loads(line)["type"] == kind), LINES[0])
    assert not validator().is_valid({**json.loads(base), "type": kind, **change})


def test_the_context_means_what_is_written() -> None:
    context = json.loads(generated_text("jsonld-context"))["@context"]
    document = {"@context": context, "@id": "https://a.example/x", "@type": "Agency", "governs": "https://a.example/y",
                "provisional": True, "start": 7, "alias": "z"}  # fmt: skip
    triples = parse(json.dumps(document).encode(), RdfFormat.JSON_LD)
    expected = (
        f"<{PREFIXES['rdf']}type> <{KG.Agency}>", f"<{KG.governs}> <https://a.example/y>", f'<{KG.alias}> "z"',
        f'<{KG.provisional}> "true"^^<{PREFIXES["xsd"]}boolean>', f'<{KG.start}> "7"^^<{PREFIXES["xsd"]}integer>',
    )  # fmt: skip
    assert {f"{each.predicate} {each.object}" for each in triples} == set(expected)


def test_the_constraints_are_those_of_the_community_edition() -> None:
    lines = generated_text("neo4j").splitlines()[1:]
    assert {line.split()[1] for line in lines} == {"CONSTRAINT", "INDEX"}
    assert all(line.endswith(";") and "IF NOT EXISTS" in line for line in lines)
    assert not any(word in line for line in lines for word in ("NODE KEY", "IS NOT NULL", "IS ::", "IS TYPED"))
    assert sum("IS UNIQUE" in line for line in lines) == len(load_schema().nodes)
