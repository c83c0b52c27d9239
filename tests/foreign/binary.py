"""Writes xlsb, BIFF8 and BIFF5 record by record: no program at hand writes the first and last.

Layouts are those of [MS-XLSB] and [MS-XLS].
"""

import datetime
import io
import struct
import unicodedata
import zipfile

from returns_model import Failed, Formula

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#N/A": 0x2A}


def serial(day, mac):
    return (day - datetime.date(1904, 1, 1) if mac else day - datetime.date(1899, 12, 30)).days


def rk(number):
    """A whole number or hundredths in the short form, if it fits."""
    for scale, flag in ((1, 2), (100, 3)):
        scaled = number * scale
        if scaled == int(scaled) and abs(scaled) < 1 << 28 and int(scaled) / scale == number:
            return (int(scaled) << 2 & 0xFFFFFFFF) | flag
    return None


# --- compound file ---------------------------------------------------------------------------


def compound(name, stream):
    """A compound file of one stream, padded so that it needs no mini stream."""
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    count = len(stream) // 512
    fat_sectors = 1
    while (count + 1 + fat_sectors) > fat_sectors * 128:
        fat_sectors += 1
    first = 1 + fat_sectors
    fat = [0xFFFFFFFE] + [0xFFFFFFFD] * fat_sectors  # the directory, the table itself
    fat += [first + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]  # the stream
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))

    def entry(title, kind, child, start, size):
        wide = title.encode("utf-16-le") + b"\0\0" if title else b""
        head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        return head + links + b"\0" * 36 + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    directory += entry(name, 2, 0xFFFFFFFF, first, len(stream))
    directory += entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    difat = [1 + i for i in range(fat_sectors)]
    header += struct.pack("<109I", *(difat + [0xFFFFFFFF] * (109 - len(difat))))
    return header + directory + struct.pack(f"<{len(fat)}I", *fat) + stream


# --- BIFF5 and BIFF8 -------------------------------------------------------------------------


class Biff:
    def __init__(self, version, encoding="utf-16-le", code_page=1200, mac=False, font="Arial"):
        self.new = version == 8
        self.encoding, self.code_page, self.mac, self.font = encoding, code_page, mac, font
        self.strings, self.places = [], {}

    def rec(self, kind, data=b""):
        return struct.pack("<HH", kind, len(data)) + data

    def letters(self, text):
        if self.encoding == "cp1258":
            text = composed_for_1258(text)
        return text.encode(self.encoding)

    def short(self, text):
        if self.new:
            return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")
        data = self.letters(text)
        return struct.pack("<B", len(data)) + data

    def long(self, text):
        if self.new:
            return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        data = self.letters(text)
        return struct.pack("<H", len(data)) + data

    def bof(self, kind):
        version = 0x0600 if self.new else 0x0500
        tail = struct.pack("<HHII", 0x0DBB, 1996, 0, 6) if self.new else struct.pack("<HH", 0x096C, 1993)
        return self.rec(0x0809, struct.pack("<HH", version, kind) + tail)

    def shared(self, text):
        if text not in self.places:
            self.places[text] = len(self.strings)
            self.strings.append(text)
        return self.places[text]

    def cell(self, row, column, value):
        place = struct.pack("<HH", row - 1, column - 1)
        general, date = struct.pack("<H", 15), struct.pack("<H", 16)
        if isinstance(value, Formula):
            tokens = self.tokens(value.text)
            head = place + general + struct.pack("<d", value.result) + struct.pack("<HI", 0, 0)
            return self.rec(0x0006, head + struct.pack("<H", len(tokens)) + tokens)
        if isinstance(value, Failed):
            return self.rec(0x0205, place + general + struct.pack("<BB", ERRORS[value.name], 1))
        if isinstance(value, datetime.date):
            return self.rec(0x027E, place + date + struct.pack("<I", rk(serial(value, self.mac))))
        if isinstance(value, (int, float)):
            short = rk(value)
            if short is None:
                return self.rec(0x0203, place + general + struct.pack("<d", value))
            return self.rec(0x027E, place + general + struct.pack("<I", short))
        if self.new:
            return self.rec(0x00FD, place + general + struct.pack("<I", self.shared(value)))
        return self.rec(0x0204, place + general + self.long(value))

    def tokens(self, text):
        """`D7-2`: a reference, a whole number, minus."""
        row, number = text[1:].split("-")
        reference = struct.pack("<HH", int(row) - 1, 0xC003) if self.new else struct.pack("<HB", (int(row) - 1) | 0xC000, 3)
        return b"\x44" + reference + b"\x1E" + struct.pack("<H", int(number)) + b"\x04"

    def sheet(self, sheet, dimension):
        out = self.bof(0x0010)
        out += self.rec(0x0200, dimension)
        for row in sorted({row for row, _ in sheet.cells}):
            flags = 0x0120 if row in sheet.hidden_rows else 0x0100
            out += self.rec(0x0208, struct.pack("<HHHHHHHH", row - 1, 0, 20, 255, 0, 0, flags, 15))
            columns = sorted(column for at, column in sheet.cells if at == row)
            numbers = [c for c in columns if isinstance(sheet.cells[(row, c)], int)]
            for column in columns:
                if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)) and column in numbers:
                    if column == numbers[0]:  # side by side in one record
                        data = struct.pack("<HH", row - 1, column - 1)
                        for c in numbers:
                            data += struct.pack("<HI", 15, rk(sheet.cells[(row, c)]))
                        out += self.rec(0x00BD, data + struct.pack("<H", numbers[-1] - 1))
                    continue
                out += self.cell(row, column, sheet.cells[(row, column)])
        if sheet.merges and self.new:
            data = struct.pack("<H", len(sheet.merges))
            for r1, c1, r2, c2 in sheet.merges:
                data += struct.pack("<HHHH", r1 - 1, r2 - 1, c1 - 1, c2 - 1)
            out += self.rec(0x00E5, data)
        return out + self.rec(0x000A)

    def sst(self):
        """Shared strings, cut in the middle of letters wherever a record is full."""
        records, now = [], struct.pack("<II", len(self.strings), len(self.strings))
        for at, text in enumerate(self.strings):
            narrow = all(ord(c) < 256 for c in text)
            runs = at % 5 == 3  # some in several fonts
            data = struct.pack("<HB", len(text), (0 if narrow else 1) | (8 if runs else 0))
            data += struct.pack("<H", 1) if runs else b""
            if len(now) + len(data) > 1000:
                records.append(now)
                now = b""
            now += data
            width = 1 if narrow else 2
            letters = text.encode("latin-1" if narrow else "utf-16-le")
            while letters:
                room = max(0, (1000 - len(now)) // width * width)
                now += letters[:room]
                letters = letters[room:]
                if letters:
                    records.append(now)
                    now = bytes([0 if narrow else 1])
            now += struct.pack("<HH", 0, 5) if runs else b""
        records.append(now)
        return self.rec(0x00FC, records[0]) + b"".join(self.rec(0x003C, r) for r in records[1:])

    def workbook(self, made, whole_sheet=False, mark=None):
        sheets = []
        for sheet in made.sheets:
            if self.new:
                dimension = struct.pack("<IIHHH", 0, 65536 if whole_sheet else 40, 0, 256 if whole_sheet else 20, 0)
            else:
                dimension = struct.pack("<HHHHH", 0, 40, 0, 20, 0)
            sheets.append(self.sheet(sheet, dimension))
        head = self.bof(0x0005)
        head += self.rec(0x0042, struct.pack("<H", self.code_page))
        head += self.rec(0x0022, struct.pack("<H", int(self.mac)))
        for _ in range(5):
            head += self.rec(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + self.short(self.font))
        code = "dd/mm/yyyy"
        head += self.rec(0x041E, struct.pack("<H", 164) + (self.long(code) if self.new else self.short(code)))
        size = 12 if self.new else 8
        for at in range(17):
            number_format = 164 if at == 16 else 0
            head += self.rec(0x00E0, (struct.pack("<HHH", 0, number_format, 1) + b"\0" * 16)[: size + 4])
        if mark:
            name, text = "_thidua", mark
            tokens = b"\x17" + (struct.pack("<BB", len(text), 0) if self.new else struct.pack("<B", len(text))) + text.encode("ascii")
            data = struct.pack("<HBBHHHBBBB", 1, 0, len(name), len(tokens), 0, 0, 0, 0, 0, 0)
            data += (b"\0" if self.new else b"") + name.encode("ascii") + tokens
            head += self.rec(0x0018, data)
        tail = (self.sst() if self.new else b"") + self.rec(0x000A)
        bounds = lambda starts: b"".join(
            self.rec(0x0085, struct.pack("<IBB", start, int(sheet.hidden), 0) + self.short(sheet.name))
            for start, sheet in zip(starts, made.sheets)
        )
        size = len(head) + len(bounds([0] * len(sheets))) + len(tail)
        starts = [size + sum(map(len, sheets[:at])) for at in range(len(sheets))]
        return head + bounds(starts) + tail + b"".join(sheets)


def composed_for_1258(text):
    """Windows-1258 has letters with circumflex, breve or horn, and tones as signs that follow."""
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
            out += letter
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = [c for c in parts[1:] if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", parts[0] + "".join(c for c in parts[1:] if c not in tones))
            out += base + "".join(tones)
    return out.replace("–", "-").replace("“", '"').replace("”", '"')


# --- BIFF12 ----------------------------------------------------------------------------------


def rec12(kind, data=b""):
    out = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while True:
        byte, length = length & 0x7F, length >> 7
        out += bytes([byte | (0x80 if length else 0)])
        if not length:
            return out + data


def wide(text):
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


class Xlsb:
    def __init__(self, shared=True, mac=False):
        self.shared, self.mac, self.strings, self.places = shared, mac, [], {}

    def cell(self, column, value):
        head = struct.pack("<II", column - 1, 1 if isinstance(value, datetime.date) else 0)
        if isinstance(value, Formula):
            row, number = value.text[1:].split("-")
            tokens = b"\x44" + struct.pack("<IH", int(row) - 1, 0xC003) + b"\x1E" + struct.pack("<H", int(number)) + b"\x04"
            tail = struct.pack("<HI", 0, len(tokens)) + tokens + struct.pack("<I", 0)
            return rec12(9, head + struct.pack("<d", value.result) + tail)
        if isinstance(value, Failed):
            # A formula that gave an error, as a look-up that found nothing does.
            tokens = b"\x1C\x2A"
            return rec12(11, head + bytes([ERRORS[value.name]]) + struct.pack("<HI", 0, 2) + tokens + struct.pack("<I", 0))
        if isinstance(value, datetime.date):
            value = serial(value, self.mac)
        if isinstance(value, (int, float)):
            short = rk(value)
            if short is None:
                return rec12(5, head + struct.pack("<d", value))
            return rec12(2, head + struct.pack("<I", short))
        if not self.shared:
            return rec12(6, head + wide(value)) if len(value) % 2 else rec12(62, head + b"\0" + wide(value))
        if value not in self.places:
            self.places[value] = len(self.strings)
            self.strings.append(value)
        return rec12(7, head + struct.pack("<I", self.places[value]))

    def sheet(self, sheet):
        out = rec12(129) + rec12(148, struct.pack("<IIII", 0, 1048575, 0, 16383)) + rec12(145)
        for row in sorted({row for row, _ in sheet.cells}):
            hidden = 0x10 if row in sheet.hidden_rows else 0
            out += rec12(0, struct.pack("<IIHBBBI", row - 1, 0, 300, 0, hidden, 0, 0))
            for column in sorted(c for at, c in sheet.cells if at == row):
                out += self.cell(column, sheet.cells[(row, column)])
        out += rec12(146)
        if sheet.merges:
            out += rec12(177, struct.pack("<I", len(sheet.merges)))
            for r1, c1, r2, c2 in sheet.merges:
                out += rec12(176, struct.pack("<IIII", r1 - 1, r2 - 1, c1 - 1, c2 - 1))
            out += rec12(178)
        return out + rec12(130)

    def workbook(self, made, mark=None):
        sheets = [self.sheet(sheet) for sheet in made.sheets]
        book = rec12(131) + rec12(153, struct.pack("<III", int(self.mac), 0, 0)) + rec12(143)
        for at, sheet in enumerate(made.sheets, 1):
            book += rec12(156, struct.pack("<II", int(sheet.hidden), at) + wide(f"rId{at}") + wide(sheet.name))
        book += rec12(144)
        if mark:
            tokens = b"\x17" + struct.pack("<H", len(mark)) + mark.encode("utf-16-le")
            book += rec12(39, struct.pack("<IBI", 1, 0, 0xFFFFFFFF) + wide("_thidua") + struct.pack("<I", len(tokens)) + tokens + struct.pack("<I", 0))
        book += rec12(132)
        font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 0) + b"\0" * 8 + b"\0" + wide("Arial")
        style = lambda number_format: rec12(47, struct.pack("<HHHHH", 0, number_format, 0, 0, 0) + b"\0" * 6)
        styles = rec12(278) + rec12(615, struct.pack("<I", 1)) + rec12(44, struct.pack("<H", 164) + wide("dd/mm/yyyy")) + rec12(616)
        styles += rec12(611, struct.pack("<I", 1)) + rec12(43, font) + rec12(612)
        styles += rec12(626, struct.pack("<I", 1)) + style(0) + rec12(627)
        styles += rec12(617, struct.pack("<I", 2)) + style(0) + style(164) + rec12(618) + rec12(279)
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        rels = "".join(
            f'<Relationship Id="rId{at}" Type="{relation}/worksheet" Target="worksheets/sheet{at}.bin"/>'
            for at in range(1, len(sheets) + 1)
        )
        many = len(sheets)
        rels += f'<Relationship Id="rId{many + 1}" Type="{relation}/styles" Target="styles.bin"/>'
        rels += f'<Relationship Id="rId{many + 2}" Type="{relation}/sharedStrings" Target="sharedStrings.bin"/>'
        package = "http://schemas.openxmlformats.org/package/2006"
        parts = {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
            "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">{rels}</Relationships>',
            "xl/styles.bin": styles,
        }
        if self.shared:
            count = struct.pack("<II", len(self.strings), len(self.strings))
            items = b"".join(rec12(19, b"\0" + wide(text)) for text in self.strings)
            parts["xl/sharedStrings.bin"] = rec12(159, count) + items + rec12(160)
        for at, sheet in enumerate(sheets, 1):
            parts[f"xl/worksheets/sheet{at}.bin"] = sheet
        return packed(parts)


def packed(parts):
    """A zip of parts with a fixed time, so that it is the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, data in parts.items():
            info = zipfile.ZipInfo(title, (2024, 5, 20, 8, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if title == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()
