package import Basis

/// The plant in ISA-95 words, down to its machines: a site has areas, an area has lines (work centres), a line machines
/// (work units).
package struct Plant: Hashable, Sendable {
    package var site: Place
    /// IANA name of the time zone in which people there read the clock.
    package var zone: String
    package var areas: [Place]
    package var lines: [Line]
    package var machines: [Machine]

    package init(site: Place, zone: String, areas: [Place], lines: [Line], machines: [Machine]) {
        self.site = site
        self.zone = zone
        self.areas = areas
        self.lines = lines
        self.machines = machines
    }

    /// A site or area: its id in topics, and what people call it.
    package struct Place: Hashable, Sendable {
        package var id: String
        package var name: LocalizedText

        package init(id: String, name: LocalizedText) {
            self.id = id
            self.name = name
        }
    }

    package struct Line: Hashable, Sendable {
        package var id: String
        package var name: LocalizedText
        /// nil where the plant has no areas.
        package var area: String?

        package init(id: String, name: LocalizedText, area: String?) {
            self.id = id
            self.name = name
            self.area = area
        }
    }

    package struct Machine: Hashable, Sendable {
        package var id: String
        package var name: LocalizedText
        package var line: String
        /// nil where the plant file does not say.
        package var idealCycle: Duration?
        /// Parts that a cycle gives where no die says otherwise.
        package var cavities: Int

        package init(id: String, name: LocalizedText, line: String, idealCycle: Duration?, cavities: Int = 1) {
            self.id = id
            self.name = name
            self.line = line
            self.idealCycle = idealCycle
            self.cavities = cavities
        }
    }

    /// The numbers of the machines of a line, in the order of the plant file.
    package func machines(of line: String) -> [Int] { machines.indices.filter { machines[$0].line == line } }
}
