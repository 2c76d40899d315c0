"""What the core tells the packages to its right, which it does not know.

``rows_filled(sender, ids)``: these rows of the read model were just filled; sent inside the transaction that filled
them, so that an index in the same database is true when it is.
``rows_rebuilt(sender, say)``: every row was made anew because an administrator asked for it; make every index anew, and
``say`` to him in a sentence what was done.
``widening_asked(sender, page, choice, user)``: somebody wants ``choice`` to read a page, more people than now;
nothing has changed, and a receiver returns the sentence for who asks.
``site_prepared(sender)``: the page tree and the vocabularies stand; add what every site needs.
"""

from django.dispatch import Signal

rows_filled = Signal()
rows_rebuilt = Signal()
widening_asked = Signal()
site_prepared = Signal()
