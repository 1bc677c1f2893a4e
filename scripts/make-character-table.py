#!/usr/bin/env python3
"""Writes Sources/Basis/Text/CharacterTable.swift from Unicode's EastAsianWidth.txt (plain or .gz).

usage: make-character-table.py EastAsianWidth.txt > Sources/Basis/Text/CharacterTable.swift"""
import gzip
import re
import sys

UNSAFE, NARROW, WIDE, MARK = range(4)


def spans(*pairs):
    return {c for a, b in pairs for c in range(a, b + 1)}


# Derived property Default_Ignorable_Code_Point: drawn as nothing, or changing how neighbours are drawn.
IGNORABLE = spans(
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))
# Terminals disagree about the columns of these: conjoining jamo, regional indicators, emoji modifiers, the keycap mark,
# and hexagrams and counting rods, which became wide in Unicode 16.
DISPUTED = spans(
    (0x1100, 0x11FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F3FF), (0x20E3, 0x20E3),
    (0x4DC0, 0x4DFF), (0x1D300, 0x1D37F))
# Mc (spacing marks) are 0 columns in some terminals and 1 in others.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mc"}


def kind(code, width, category):
    if category in HIDDEN or code in IGNORABLE or code in DISPUTED:
        return UNSAFE
    if category in ("Mn", "Me"):
        return MARK
    return WIDE if width in "WF" else NARROW


def main():
    path = sys.argv[1]
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    kinds = [UNSAFE] * 0x110000
    for line in lines:
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?;(\w+)\s*# (\w\w|L&)", line)
        if match:
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            for code in range(first, last + 1):
                kinds[code] = kind(code, match[3], match[4])
    starts = [c << 2 | k for c, k in enumerate(kinds) if c == 0 or kinds[c - 1] != k]
    version = lines[0].strip("# \n")
    print(f"""// Made by scripts/make-character-table.py from {version}; do not edit.
// Facts derived from the Unicode Character Database, © Unicode, Inc., https://www.unicode.org/license.txt
extension CharacterKind {{
    /// Where each stretch of scalars of one kind begins: `scalar << 2 | kind`, rising, the first at 0.
    static let stretches: [UInt32] = [""")
    row = "       "
    for value in starts:
        text = f" 0x{value:X},"
        if len(row) + len(text) > 118:
            print(row)
            row = "       "
        row += text
    print(row)
    print("    ]\n}")


main()
