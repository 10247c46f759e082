"""Stores of triples: Oxigraph in a folder, and any SPARQL 1.1 endpoint; one writer and one view for both."""
