"""The text inside the files that published pages carry: read by the worker, kept beside the index.

``extracting`` makes text of a file, ``reading`` does that for one file and notes how it went, ``waiting`` knows which
files have to be read, and ``on_pages`` gives the index the texts by page.
"""

from search.attachments.on_pages import FilePage, texts_of

__all__ = ["FilePage", "texts_of"]
