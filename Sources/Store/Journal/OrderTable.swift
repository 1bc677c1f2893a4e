import Basis
import GRDB
import Records
import Shopfloor

/// What machines said of the orders that they run, each entry a row.
enum OrderTable {
    static let schema = """
        CREATE TABLE machine_orders(
            machine TEXT NOT NULL,
            seq INTEGER NOT NULL,
            from_ms INTEGER NOT NULL,
            to_ms INTEGER,
            ord TEXT,
            PRIMARY KEY (machine, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX machine_orders_from ON machine_orders(machine, from_ms);
        CREATE INDEX machine_orders_to ON machine_orders(machine, to_ms) WHERE to_ms IS NOT NULL;
        """

    static func insert(_ change: OrderChanged, seq: Int64, in db: Database) throws {
        let insert = try RowStatement(
            "INSERT OR REPLACE INTO machine_orders(machine, seq, from_ms, to_ms, ord) VALUES (?, ?, ?, ?, ?)", in: db)
        try insert.run(
            change.machine, seq, change.from.milliseconds, change.to?.milliseconds, change.order.stored)
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM machine_orders") }

    /// The orders of a machine in `window`, as the journal up to `seq` says.
    static func orders(
        of machine: String, in window: Interval, through seq: Int64, in db: Database
    ) throws -> MachineOrders {
        let (begin, end) = (window.from.milliseconds, window.to.milliseconds)
        // What was told of the time before the window with an open end counts until something newer was: the newest of those.
        func changes<each Value: BindableValue>(
            _ condition: String, _ values: repeat each Value
        ) throws -> [(seq: Int64, change: OrderChanged)] {
            let all = "SELECT seq, from_ms, to_ms, ord FROM machine_orders WHERE machine = ?1 AND seq <= ?2 AND "
            return try RowStatement(all + condition, in: db).rows(machine, seq, repeat each values) {
                ($0[0], change(of: machine, $0))
            }
        }
        let changes =
            try changes("from_ms <= ?3 AND to_ms IS NULL ORDER BY seq DESC LIMIT 1", begin)
            + changes("from_ms > ?3 AND from_ms < ?4", begin, end) + changes("to_ms > ?3 AND from_ms <= ?3", begin)
        return MachineOrders(changes.sorted { $0.seq < $1.seq }.map(\.change))
    }

    /// By machine, those since a time; machines that never said anything are not there.
    static func recent(since: Instant, in db: Database) throws -> [String: MachineOrders] {
        let machines = try String.fetchAll(db, sql: "SELECT DISTINCT machine FROM machine_orders")
        let window = Interval(from: since, to: .distantFuture)
        return try Dictionary(
            uniqueKeysWithValues: machines.map { ($0, try orders(of: $0, in: window, through: .max, in: db)) })
    }

    private static func change(of machine: String, _ row: StoredColumns) -> OrderChanged {
        let to: Int64? = row[2]
        return OrderChanged(
            machine: machine, from: Instant(milliseconds: row[1]), to: to.map(Instant.init(milliseconds:)),
            order: RunningOrder(stored: row[3]))
    }
}
