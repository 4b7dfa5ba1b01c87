"""Queries of a store: SPARQL, and the graph as objects of the libraries that people know."""
