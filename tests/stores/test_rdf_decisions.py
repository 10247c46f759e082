"""What every store does with decisions, on those of triples."""

from tests.stores.test_decisions import (
    test_a_chain_is_one_node,
    test_a_curated_claim_keeps_the_schema,
    test_a_curated_claim_stands_like_any_other,
    test_a_curated_claim_that_is_not_affirmed_is_no_edge,
    test_a_decision_outlives_its_documents,
    test_a_decision_that_is_not_there,
    test_again_writes_nothing,
    test_another_reason_replaces_the_first,
    test_any_history_gives_what_is_there_at_its_end,
    test_documents_stay_as_they_went_in,
    test_hostile_words_of_a_curator,
    test_labels_of_one_node_are_those_of_both,
    test_the_ends_of_a_curated_claim_go_with_their_nodes,
    test_the_order_of_documents_and_decisions_does_not_matter,
    test_the_speaker_and_the_steps_of_evidence_go_with_the_node,
    test_two_nodes_become_one,
    test_what_is_taken_back_leaves_no_trace,
)
from tests.stores.test_rdf_contract import shared, store

# The tests of decisions run here a second time, with the stores of triples.
__all__ = [
    "shared",
    "store",
    "test_a_chain_is_one_node",
    "test_a_curated_claim_keeps_the_schema",
    "test_a_curated_claim_stands_like_any_other",
    "test_a_curated_claim_that_is_not_affirmed_is_no_edge",
    "test_a_decision_outlives_its_documents",
    "test_a_decision_that_is_not_there",
    "test_again_writes_nothing",
    "test_another_reason_replaces_the_first",
    "test_any_history_gives_what_is_there_at_its_end",
    "test_documents_stay_as_they_went_in",
    "test_hostile_words_of_a_curator",
    "test_labels_of_one_node_are_those_of_both",
    "test_the_ends_of_a_curated_claim_go_with_their_nodes",
    "test_the_order_of_documents_and_decisions_does_not_matter",
    "test_the_speaker_and_the_steps_of_evidence_go_with_the_node",
    "test_two_nodes_become_one",
    "test_what_is_taken_back_leaves_no_trace",
]
