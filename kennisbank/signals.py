"""What the core tells the packages to its right, which it does not know.

``rows_filled(sender, ids)``: these rows of the read model were just filled; sent inside the transaction that filled
them, so that an index in the same database is true when it is.
``site_prepared(sender)``: the page tree and the vocabularies stand; add what every site needs.
"""

from django.dispatch import Signal

rows_filled = Signal()
site_prepared = Signal()
