/// How a report's page looks. Grey is normal; red and amber are for what is abnormal alone, and each is told by a hatch, a
/// glyph or a word as well, so that a copy in black and white says the same.
enum ReportStyle {
    static let sheet: StaticString = """
        @page { size: A4 portrait; margin: 13mm 14mm 14mm; }
        :root { --ink: #1b1f23; --soft: #59626b; --line: #d3d8dc; --fill: #c3c9ce; --pale: #eef0f2; --bad: #b3261e;
          --warn: #9a6700; }
        * { box-sizing: border-box; }
        html { -webkit-print-color-adjust: exact; print-color-adjust: exact; background: #fff; }
        body { margin: 0 auto; padding: 9mm 0; width: 182mm; color: var(--ink); background: #fff; font: 9pt/1.4
          "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
          "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums; }
        header { border-bottom: 1.2pt solid var(--ink); padding-bottom: 3mm; }
        header p { margin: 0; color: var(--soft); }
        h1 { font-size: 19pt; line-height: 1.2; font-weight: 600; margin: .3mm 0 1mm; letter-spacing: -.01em; }
        h2 { font-size: 9.5pt; font-weight: 600; margin: 0 0 1.6mm; break-after: avoid; }
        .kicker { display: flex; justify-content: space-between; gap: 6mm; font-size: 8pt; }
        .running { color: var(--warn) !important; font-weight: 600; }
        section { margin-top: 5mm; break-inside: avoid; }
        section.long { break-inside: auto; }
        .pair { display: grid; grid-template-columns: 104mm 72mm; gap: 6mm; }
        .pair section { margin-top: 5mm; }
        .key { display: grid; grid-template-columns: 33mm 84mm 1fr; gap: 7mm; align-items: center; margin-top: 4mm; }
        .big { font-size: 30pt; line-height: 1; font-weight: 600; letter-spacing: -.02em; }
        .key small, dt { color: var(--soft); font-size: 8pt; }
        dl { display: grid; grid-template-columns: auto auto; gap: .6mm 4mm; margin: 0; }
        dd { margin: 0; text-align: right; font-weight: 600; }
        table { border-collapse: collapse; width: 100%; }
        th { font-weight: 400; color: var(--soft); font-size: 7.5pt; text-align: left; padding: 0 2mm .8mm 0;
          border-bottom: .6pt solid var(--line); vertical-align: bottom; }
        td { padding: .75mm 2mm .75mm 0; border-bottom: .4pt solid var(--pale); vertical-align: top; }
        th.n, td.n { text-align: right; white-space: nowrap; }
        th:last-child, td:last-child { padding-right: 0; }
        section p { margin: 0 0 1.2mm; }
        table.stops, table.alarms { table-layout: fixed; }
        .stops th:nth-child(1) { width: 6mm; } .stops th:nth-child(2) { width: 26mm; }
        .stops th:nth-child(3) { width: 19mm; } .stops th:nth-child(4) { width: 27mm; }
        .stops th:nth-child(5) { width: 7mm; } .stops th:nth-child(6) { width: 48mm; }
        .stops td:nth-child(5) { padding-left: 3mm; }
        .alarms th:nth-child(1) { width: 32mm; } .alarms th:nth-child(2) { width: 19mm; }
        .alarms th:nth-child(3) { width: 27mm; } .alarms :nth-child(4) { padding-left: 3mm; }
        tr { break-inside: avoid; }
        thead { display: table-header-group; }
        td.bar { padding: 0 3mm 0 0; vertical-align: middle; width: 58mm; }
        td:first-child { white-space: nowrap; }
        td.bar svg { display: block; }
        .bad { color: var(--bad); font-weight: 600; }
        .mark { color: var(--warn); font-weight: 600; font-size: 7.5pt; }
        .soft { color: var(--soft); }
        .ref { color: var(--soft); font-size: 7.5pt; width: 5mm; }
        .glyph { width: 4mm; padding-right: 1mm; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg text { font-size: 10px; fill: var(--ink); }
        svg .axis, svg .soft { fill: var(--soft); font-size: 9px; }
        svg .strong { font-weight: 600; }
        svg .ref { font-size: 8px; fill: var(--soft); width: auto; }
        svg .onbad { fill: #fff; font-size: 8px; }
        svg .onpale { fill: var(--soft); font-size: 8px; }
        .grid { stroke: var(--line); stroke-width: .6; }
        .rule { stroke: var(--ink); stroke-width: 1.4; }
        .frame { fill: none; stroke: var(--line); stroke-width: .6; }
        .break { fill: none; stroke: var(--soft); stroke-width: 1; }
        .f-normal { fill: var(--fill); }
        .f-dark { fill: #8b959e; }
        .f-pale { fill: var(--pale); }
        .f-bad { fill: var(--bad); }
        .f-warn { fill: url(#h-warn); }
        .f-setup { fill: url(#h-setup); }
        .f-care { fill: url(#h-care); }
        .f-open { fill: url(#h-open); }
        .f-rule { fill: url(#h-rule); }
        .f-nodata { fill: url(#h-nodata); }
        .legend { display: flex; flex-wrap: wrap; gap: 1mm 4.5mm; color: var(--soft); font-size: 7.5pt; margin: 1.5mm 0 0; }
        .legend span { display: inline-flex; align-items: center; gap: 1.2mm; }
        .legend svg { width: 18px; height: 10px; }
        footer { margin-top: 6mm; border-top: .6pt solid var(--line); padding-top: 2.5mm; color: var(--soft);
          font-size: 7.5pt; }
        footer p { margin: 0 0 1.2mm; }
        footer ol { margin: 0; padding-left: 4mm; }
        code { font: 6.8pt/1.4 "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
        @media print { body { padding: 0; width: auto; } }
        """

    /// The hatches: each tells one thing in black and white, too.
    static func writePatterns(to html: inout HTMLWriter) {
        html.element("svg", ["width": "0", "height": "0", "style": "position:absolute", "aria-hidden": "true"]) { svg in
            svg.element("defs") { defs in
                pattern("h-setup", 5, "#fff", "M0,5 L5,0", "#6d7781", 1.1, &defs)
                pattern("h-care", 4, "#fff", "M0,2 L4,2", "#6d7781", 0.9, &defs)
                pattern("h-warn", 4, "#f2c766", "M1,0 L1,4", "#9a6700", 1.2, &defs)
                pattern("h-open", 5, "#fff", "M0,0 L5,5", "#b3261e", 1.5, &defs)
                pattern("h-rule", 10, "#fff", "M0,5 L10,5", "#1b1f23", 1.6, &defs)
                pattern("h-nodata", 6, "#fff", "M0,6 L6,0 M0,0 L6,6", "#b9c0c6", 0.7, &defs)
            }
        }
        html.newLine()
    }

    private static func pattern(
        _ id: String, _ size: Int, _ ground: String, _ path: String, _ color: String, _ width: Double,
        _ defs: inout HTMLWriter
    ) {
        let side = String(size)
        defs.element(
            "pattern", ["id": id, "width": side, "height": side, "patternUnits": "userSpaceOnUse"]
        ) { pattern in
            pattern.empty("rect", ["width": side, "height": side, "fill": ground])
            pattern.empty(
                "path",
                ["d": path, "stroke": color, "stroke-width": HTMLWriter.length(width), "stroke-linecap": "square"])
        }
    }
}
