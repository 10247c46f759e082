"""Statute-reference knowledge graph: documents about law in, a graph with its evidence out."""
