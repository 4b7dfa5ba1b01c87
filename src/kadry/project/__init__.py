"""Project: the graph that claims form under a partition, a pure function of its arguments.

current: an asserted tenure, observed at the document's date; appointed and dismissed: a bound of one; former: one that
ended by the document's date. Denied, planned or reported: a statement beside person and post, no tenure. Rejected:
nothing.
The graph takes posts and plain membership; professions, ranks and honorary titles stay in the ledger.
"""
