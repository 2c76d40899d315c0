"""A page is a list of sections: one list gives the panels, the web page, the search text and the exports."""

from kennisbank.sections.fields import ProseField, RowsField
from kennisbank.sections.section import Facts, Section, build_section, build_sections

__all__ = ["Facts", "ProseField", "RowsField", "Section", "build_section", "build_sections"]
