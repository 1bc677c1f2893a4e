import Basis
import Testing
import Widgets

@Suite("DistinctLabels")
struct DistinctLabelsTests {
    @Test("names that would be cut alike lose their common beginning, others their end; what fits stays whole")
    func toldApart() {
        let names = [
            "Die temperature, fixed half", "Die temperature, moving half", "Oil", "Hydraulic oil temperature",
        ]
        #expect(
            DistinctLabels.cut(names, toColumns: 16)
                == ["Die t…fixed half", "Die…moving half", "Oil", "Hydraulic oil t…"])
        #expect(DistinctLabels.cut(names, toColumns: 40) == names)
    }

    @Test("names without spaces, and in Chinese, are told apart as well", arguments: 6...12)
    func withoutSpaces(_ width: Int) {
        let names = ["temperature_upper_1", "temperature_upper_2", "上模温度测量点位置一", "上模温度测量点位置二"]
        let labels = DistinctLabels.cut(names, toColumns: width)
        #expect(Set(labels).count == names.count && labels.allSatisfy { $0.columns <= width })
    }

    @Test("no label is wider than its column, whatever the names", arguments: 0...20)
    func width(_ width: Int) {
        let names = [
            "a", "a b c d e f g h i j k l m", "a b c d e f g h i j k l n", "温度温度温度温度温度一", "温度温度温度温度温度二", "", "same",
            "same",
        ]
        #expect(DistinctLabels.cut(names, toColumns: width).allSatisfy { $0.columns <= width })
        #expect(names.allSatisfy { DistinctLabels.middle($0, toColumns: width).columns <= width })
    }

    @Test("a name cut in its middle keeps the number at its end")
    func middle() {
        #expect(DistinctLabels.middle("Die-casting cell 07", toColumns: 11) == "Die-c…ll 07")
        #expect(DistinctLabels.middle("DC-07", toColumns: 11) == "DC-07")
    }
}
