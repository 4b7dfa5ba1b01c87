"""Store: the ledger in one SQLite file. Claims and judgements are the truth; everything else is derived from them."""

from kadry.store.filling import Outcome
from kadry.store.ledger import Store

__all__ = ["Outcome", "Store"]
