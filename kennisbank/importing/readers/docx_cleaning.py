"""Before a Word file is read: what was deleted or hidden goes, and what pandoc would misread gets a plain shape."""

from collections import Counter

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements around text that say something about it, but nothing that we keep.
WRAPPERS = [
    W + tag
    for tag in (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
]
MOST_COLUMNS = 60


def strip(root: etree._Element, hidden_styles: frozenset[str] = frozenset()) -> Counter:
    """Take out deleted and hidden text, margin notes and second copies; count what was text."""
    found = Counter()
    for tag in ("del", "moveFrom"):
        for element in list(root.iter(W + tag)):
            found["deleted"] += bool("".join(element.itertext(W + "delText", W + "t")).strip())
            remove(element)
    for fallback in list(root.iter(MC + "Fallback")):
        remove(fallback)
    for run in list(root.iter(W + "r")):
        if is_hidden(run, hidden_styles):
            found["hidden"] += bool("".join(run.itertext(W + "t")).strip())
            remove(run)
    for field in list(root.iter(W + "instrText", W + "delText", W + "delInstrText")):
        remove(field)
    simplify(root)
    return found


def simplify(root: etree._Element) -> None:
    """Wrappers, boxes, formulas, dropped capitals and merged cells in the plain shape that pandoc reads whole."""
    for wrapper in list(root.iter(*WRAPPERS)):
        unwrap(wrapper)
    for box in list(root.iter(W + "txbxContent")):
        unbox(box)
    for formula in list(root.iter(M + "oMath")):
        flatten(formula)
    for frame in list(root.iter(W + "framePr")):
        if frame.get(W + "dropCap", "none") != "none":
            join_dropped_capital(frame.getparent().getparent())
    for table in root.iter(W + "tbl"):
        even_rows(table)


def is_hidden(run: etree._Element, hidden_styles: frozenset[str]) -> bool:
    """By its own mark, else by the style of the run or of its paragraph."""
    mark = run.find(f"{W}rPr/{W}vanish")
    if mark is not None:
        return is_on(mark)
    paragraph = next(run.iterancestors(W + "p"), None)
    styles = [
        run.find(f"{W}rPr/{W}rStyle"),
        None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle"),
    ]
    return any(style is not None and style.get(W + "val") in hidden_styles for style in styles)


def is_on(mark: etree._Element) -> bool:
    return mark.get(W + "val", "1") not in ("0", "false", "off")


def hidden_style_names(styles: etree._Element) -> frozenset[str]:
    """The ids of styles that hide their text."""
    marked = ((style, style.find(f"{W}rPr/{W}vanish")) for style in styles.iter(W + "style"))
    return frozenset(
        style.get(W + "styleId", "") for style, mark in marked if mark is not None and is_on(mark)
    )


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(wrapper: etree._Element) -> None:
    """What is inside comes to stand in the place of its wrapper."""
    parent = wrapper.getparent()
    if parent is None:
        return
    at = parent.index(wrapper)
    about = (W + "sdtPr", W + "sdtEndPr", W + "smartTagPr", W + "customXmlPr", W + "rubyPr")
    parent[at : at + 1] = [child for child in wrapper if child.tag not in about]


def unbox(box: etree._Element) -> None:
    """The text of a text box comes to stand as paragraphs after the paragraph that carries it."""
    host = next((up for up in box.iterancestors(W + "p")), None)
    if host is None or host.getparent() is None:
        return
    for child in reversed(list(box)):
        host.addnext(child)


def flatten(formula: etree._Element) -> None:
    """A formula as the run of text that its letters are."""
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "t").text = "".join(formula.itertext(M + "t", W + "t"))
    parent = formula.getparent()
    if parent is None:
        return
    parent.replace(formula, run)
    if parent.tag == M + "oMathPara":
        unwrap(parent)


def join_dropped_capital(paragraph: etree._Element) -> None:
    """A large first letter is a paragraph of its own in the file; it belongs to the next one."""
    following = paragraph.getnext()
    if paragraph.tag != W + "p" or following is None or following.tag != W + "p":
        return
    properties = following.find(W + "pPr")
    at = 0 if properties is None else following.index(properties) + 1
    following[at:at] = paragraph.findall(W + "r")
    remove(paragraph)


def even_rows(table: etree._Element) -> None:
    """Rows of equally many cells: pandoc drops cells of a row that is longer than the table says."""
    rows = table.findall(W + "tr")
    for row in rows:
        for cell in row.findall(W + "tc"):
            spread(cell)
    width = max((len(row.findall(W + "tc")) for row in rows), default=0)
    for row in rows:
        for _ in range(width - len(row.findall(W + "tc"))):
            row.append(empty_cell())
    grid = table.find(W + "tblGrid")
    if grid is not None:
        table.remove(grid)
    grid = etree.Element(W + "tblGrid")
    grid.extend(etree.Element(W + "gridCol") for _ in range(width))
    properties = table.find(W + "tblPr")
    table.insert(0 if properties is None else table.index(properties) + 1, grid)


def spread(cell: etree._Element) -> None:
    """A cell over several columns becomes itself and empty ones; one over several rows already has empty ones."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return
    for mark in list(properties.iterchildren(W + "gridSpan", W + "vMerge", W + "hMerge")):
        span = mark.get(W + "val", "1")
        if mark.tag == W + "gridSpan" and span.isdigit():
            for _ in range(min(int(span), MOST_COLUMNS) - 1):
                cell.addnext(empty_cell())
        properties.remove(mark)


def empty_cell() -> etree._Element:
    cell = etree.Element(W + "tc")
    etree.SubElement(cell, W + "p")
    return cell
