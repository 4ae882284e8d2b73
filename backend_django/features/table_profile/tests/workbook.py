"""Write a small Excel workbook by hand: a ZIP archive of XML."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE = 's="1"'  # the second style below


def workbook(shared=(), **sheets):
    """Return the bytes of a workbook; a sheet is a list of rows, and None an empty cell.

    A cell that is a list of one number shows the shared text of that number.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(sheets, shared).items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return content.getvalue()


def replaced(content, old, new):
    """Return a workbook whose sheets have something else in the place of something."""
    return changed(
        content, lambda name, part: (name, part.replace(old, new) if "sheet1" in name else part)
    )


def changed(content, change):
    """Return a workbook whose parts have gone through a function, by name and content."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for member in source.infolist():
            archive.writestr(*change(member.filename, source.read(member)))
    return target.getvalue()


def parts(sheets, shared):
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name={quoteattr(s)} sheetId="{n}" r:id="r{n}"/>' for n, s in numbered)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    texts = f'<Relationship Id="rt" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    styles = f'<Relationship Id="rs" Type="{OFFICE}/styles" Target="styles.xml"/>'
    book = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{book}</Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{links}{styles}{texts}</Relationships>",
        "xl/styles.xml": f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>"
        f"{''.join(f'<si><t>{escape(text)}</t></si>' for text in shared)}</sst>",
    } | {f"xl/worksheets/sheet{n}.xml": sheet(sheets[name]) for n, name in numbered}


def sheet(rows):
    lines = "".join(
        f'<row r="{n}">{"".join(cell(n, k, value) for k, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    return f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"


def cell(row, column, value):
    place = f'r="{chr(ord("A") + column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, tuple):  # days since 1899-12-30
        return f"<c {place} {DATE}><v>{value[0]}</v></c>"
    if isinstance(value, list):
        return f'<c {place} t="s"><v>{value[0]}</v></c>'
    return f"<c {place}><v>{value}</v></c>"
