"""Exporters: the graph as a stream of sorted records, the same bytes for the same graph."""
