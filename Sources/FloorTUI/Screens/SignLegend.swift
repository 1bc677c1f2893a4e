import Basis

/// What the signs beside figures mean: below the keys in help, and on the page of keys.
enum SignLegend {
    static func lines(_ language: Language) -> [(sign: String, text: String)] {
        all.map { (sign: $0.sign, text: $0.text[language]) }
    }

    private static let all: [(sign: String, text: LocalizedText)] = [
        (
            "71?",
            LocalizedText(
                "above 100 %: an earlier cycle, or a wrong ideal one",
                zh: "超过 100 %:含之前开始的循环,或理想节拍有误")
        ),
        ("71*", LocalizedText("its times are from shift records, not measured", zh: "时间来自班次记录,并非实测")),
        (
            "+0:01",
            LocalizedText("a stop that does not count in this time", zh: "该时段不计次的停机")
        ),
        (
            "1 +5",
            LocalizedText("stops that count here, behind + those that do not", zh: "计次的停机,+ 后为此处不计次的")
        ),
        ("61.6 s (60.5)", LocalizedText("the cycle, in brackets the ideal one", zh: "循环时间,括号内为理想节拍")),
    ]
}
