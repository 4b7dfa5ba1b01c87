"""The merged graph as a view beside the ledger: derived, part of no dump, and good to be thrown away at any time.

What a document adds to it is known by edition, and taken back with it; whoever and whatever that touches is due to be
worked out anew (marks.py). ``refresh.py`` does what is due, in short transactions; ``reading.py`` reads it in order.
"""
