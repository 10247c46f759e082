"""`kg explain`: why a claim stands."""

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.claim import Claim
from kg.cli.card import claim_words
from kg.cli.lazy import command
from kg.cli.options import DEFAULT_STORE, json_option, store_option
from kg.cli.reasons import explanation_lines, force_words
from kg.cli.terminal import print_json
from kg.errors import KgError, LoadError
from kg.explain import Explanation, Reason, claim_prefix, explain_claim, find_claim, pick_claim
from kg.extraction import read_extractions
from kg.graph import Graph, build_graph
from kg.stores import open_store

COMPLETIONS = 30


def _complete_claim(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids that begin so; nothing where the store or file cannot be read: a completion has no place for an error."""
    file = ctx.params.get("file")
    try:
        if file:
            prefix = claim_prefix(incomplete)
            ids = [claim.id for claim in _read_graph(file).claims if claim.id.startswith(prefix)][:COMPLETIONS]
        else:
            with open_store(ctx.params.get("store") or DEFAULT_STORE, read_only=True) as opened:
                ids = [each.id for each in opened.view().claims_starting(claim_prefix(incomplete), COMPLETIONS)]
    except KgError:
        return []
    return [CompletionItem(incomplete + each.removeprefix(claim_prefix(incomplete))) for each in ids]


@command(
    "explain",
    examples=(
        "kg explain /claim/3f2a9c",
        "kg explain 3f2a9c --json",
        "kg explain 3f2a9c --from claims.jsonl",
        "kg extract ruling.txt | kg explain 3f2a9c --from -",
    ),
    see="`kg show NAME --json` and the lines of `kg extract` give the ids of claims.",
)
@click.argument("claim", metavar="CLAIM", shell_complete=_complete_claim)
@click.option(
    "--from", "file", metavar="FILE", type=click.Path(), help="Read the claim from what `kg extract` or export wrote."
)
@store_option
@json_option
@click.pass_context
def explain(ctx: click.Context, claim: str, file: str | None, store: str, as_json: bool) -> None:
    """Show why a claim stands.

    CLAIM is an id, or as much of its beginning as no other claim shares. Each sentence is shown with its parts marked:
    subject, object, speaker, qualifiers and the cues that bear on it. Then come the rule with its frame, what the words
    stand for, and the other claims that support or dispute it.
    """
    if file:
        graph = _read_graph(file)
        explanation = explain_claim(pick_claim(graph, claim), graph)
    else:
        with open_store(store, read_only=True) as opened:
            explanation = explain_claim(*find_claim(opened.view(), claim))
    if as_json:
        print_json(_as_json(explanation))
    else:
        coloured = ctx.color if ctx.color is not None else sys.stdout.isatty()
        click.echo("\n".join(explanation_lines(explanation, coloured=coloured)))


def _read_graph(file: str) -> Graph:
    try:
        if file == "-":
            return build_graph(read_extractions(sys.stdin, "-"))
        with Path(file).open(encoding="utf-8") as lines:
            return build_graph(read_extractions(lines, file))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text in UTF-8"
        raise LoadError(f"cannot be read: {reason}", source=file, hint="give a file of `kg extract`") from error


def _as_json(explanation: Explanation) -> dict[str, object]:
    claim, rule, names = explanation.claim, explanation.rule, explanation.names
    relation = explanation.relation
    return {
        "id": claim.id,
        "words": claim_words(claim, names),
        "force": force_words(claim, names),
        "plain": claim.is_plain,
        "subject": {"id": claim.subject, "name": names.get(claim.subject)},
        "relation": {"name": relation.name, "label": relation.label, "definition": relation.definition},
        "object": {"id": claim.object, "name": names.get(claim.object)},
        "polarity": claim.polarity,
        "status": claim.status,
        "attributed_to": claim.attributed_to and {"id": claim.attributed_to, "name": names.get(claim.attributed_to)},
        "qualifiers": [{"kind": each.kind, "text": each.text} for each in claim.qualifiers],
        "date": claim.date,
        "basis": claim.basis,
        "rule": {
            "id": rule.id, "kind": rule.kind, "file": rule.file, "patterns": list(rule.patterns),
            "examples": list(rule.examples),
        },
        "evidence": [_reason_json(reason, explanation) for reason in explanation.reasons],
        "supported_by": [_other_json(each, explanation) for each in explanation.supports],
        "disputed_by": [_other_json(each, explanation) for each in explanation.disputes],
        "left_open_by": [_other_json(each, explanation) for each in explanation.leaves_open],
    }  # fmt: skip


def _reason_json(reason: Reason, explanation: Explanation) -> dict[str, object]:
    evidence, reading = reason.evidence, reason.reading
    document = explanation.documents.get(evidence.document)
    return {
        "document": evidence.document,
        "source": document.source if document else None,
        "date": document.date if document else None,
        "place": evidence.place,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "parts": [
            {
                "role": part.role, "start": evidence.start + part.start, "end": evidence.start + part.end,
                "words": reason.words(part), "note": part.note or None,
            }
            for part in reason.parts
        ],
        "read_again": reading
        and {
            "polarity": reading.polarity, "status": reading.status, "objection": reading.objection,
            "answer": reason.answer,
        },
        "steps": [
            {"words": reason.words(step), "entity": step.entity, "name": explanation.names.get(step.entity),
             "reason": step.reason}
            for step in evidence.steps
        ],
    }  # fmt: skip


def _other_json(claim: Claim, explanation: Explanation) -> dict[str, object]:
    return {
        "id": claim.id,
        "words": claim_words(claim, explanation.names),
        "force": force_words(claim, explanation.names),
        "polarity": claim.polarity,
        "status": claim.status,
        "rule": claim.rule,
        "documents": sorted({each.document for each in claim.evidence}),
    }
