"""Extractors link what Parse has found; one module for each way of saying that someone holds a post."""
