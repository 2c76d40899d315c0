"""The two kinds of StreamField that page types use: running text, and repeated rows of one kind."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class _SectionField(StreamField):
    """A StreamField whose block definitions stay out of the migrations: they are labels, not schema."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [], kwargs


class ProseField(_SectionField):
    """Text and tables, without headings: the sections are the headings.

    A table is a block of its own, because a table inside the rich text editor loses its cells on the first edit.
    """

    def __init__(self, verbose_name: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        cell = blocks.CharBlock(label="Tekst", required=False)
        super().__init__(
            [
                ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label="Tekst")),
                ("table", TypedTableBlock([("text", cell)], label="Tabel")),
            ],
            verbose_name=verbose_name,
            **kwargs,
        )


class RowsField(_SectionField):
    """Rows of one struct block. ``layout`` names the template: ``cards``, ``table`` or ``phases``."""

    def __init__(
        self, row: blocks.StructBlock | None = None, *, layout: str = "cards", **kwargs: Any
    ) -> None:
        self.layout = layout
        kwargs.setdefault("blank", True)
        super().__init__([("row", row)] if row else [], **kwargs)

    @property
    def row_block(self) -> blocks.StructBlock:
        return self.stream_block.child_blocks["row"]
