/// Whether the tables that are made from the journal say what it says.
package struct TableReport: Hashable, Sendable {
    /// A table of which rows are others, missing or too many.
    package struct Difference: Hashable, Sendable {
        package var table: String
        package var rows: Int
        /// The first of its rows as the journal has it, and as the table has it; nil where there is none such.
        package var expected: String?
        package var found: String?
    }

    package var differences: [Difference] = []
    /// The triggers and indexes of the journal's file that are missing, others than this version makes, or none of ours.
    package var guards: [String] = []

    package var rows: Int { differences.reduce(0) { $0 + $1.rows } }
}
