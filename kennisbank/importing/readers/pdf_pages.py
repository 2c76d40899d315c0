"""The pages of a PDF as a new PDF, without data about its maker. Runs as a process of its own, like `pdf_lines`."""

import io
import sys

from kennisbank.importing.readers.pdf_lines import limit_resources


def main() -> int:
    limit_resources()
    import pypdfium2

    source = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    result = pypdfium2.PdfDocument.new()
    result.import_pages(source)
    target = io.BytesIO()
    result.save(target)
    sys.stdout.buffer.write(target.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
