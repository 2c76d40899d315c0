"""Makes the files that people bring: Word, OpenDocument, PDF, and the ones that mean harm."""

import hashlib
import io
import struct
import zipfile

import pypandoc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
NO_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def office(markdown, kind, tmp_path):
    """A real Word ("docx") or OpenDocument ("odt") file of this Markdown."""
    target = tmp_path / f"gemaakt.{kind}"
    pypandoc.convert_text(
        markdown, kind, format="markdown", outputfile=str(target), extra_args=["--standalone"]
    )
    return target.read_bytes()


def archive(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name, content in parts.items():
            result.writestr(name, content)
    return target.getvalue()


def docx(body, styles="", **parts):
    """A Word file with this XML as its body; `parts` are further parts by their path, dots and slashes as they are."""
    found = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": NO_RELATIONS,
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>',
    }
    if styles:
        found["word/styles.xml"] = f'<?xml version="1.0"?><w:styles {W}>{styles}</w:styles>'
        found["word/_rels/document.xml.rels"] = NO_RELATIONS.replace(
            "/>",
            '><Relationship Id="rId9" Target="styles.xml" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>',
        )
    return archive(found | parts)


def paragraph(text, style="", run=""):
    """A Word paragraph of one run; `run` is XML for its properties."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt(body, styles="", automatic=""):
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
    )
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>{automatic}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    style_part = f"<office:document-styles {names}><office:styles/>{styles}</office:document-styles>"
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": content, "styles.xml": style_part})


def pdf(pages, password=""):
    """A PDF; each page is a list of lines (x, y, size, bold, text). With a password it is encrypted (RC4, 40 bits)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        stream = "".join(text_operator(*line) for line in lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    return written(objects, encryption(password) if password else "")


def text_operator(x, y, size, bold, text):
    text = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({text}) Tj ET\n"


def written(objects, encrypt):
    result, offsets = b"%PDF-1.4\n", []
    if encrypt:
        objects = [*objects, encrypt]
    for number, content in enumerate(objects, start=1):
        offsets.append(len(result))
        result += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(result)
    result += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    result += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    locked = f"/Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]" if encrypt else ""
    return (
        result
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {locked} >>\nstartxref\n{start}\n%%EOF".encode()
    )


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def encryption(password):
    """The encryption dictionary of the PDF standard's first handler, for this user password."""
    padded = (password.encode() + PADDING)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", -4) + bytes(16)).digest()[:5]
    user = rc4(key, PADDING)
    return f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>"


def rc4(key, data):
    state, at = list(range(256)), 0
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) % 256
        state[index], state[at] = state[at], state[index]
    result, left, right = bytearray(), 0, 0
    for byte in data:
        left = (left + 1) % 256
        right = (right + state[left]) % 256
        state[left], state[right] = state[right], state[left]
        result.append(byte ^ state[(state[left] + state[right]) % 256])
    return bytes(result)
