package import Telemetry

/// What a hub is started with.
package struct HubSettings: Sendable {
    package enum Clock: String, Sendable, CaseIterable {
        /// The machine's own.
        case wall
        /// That of a replay or simulation on the same broker (`floor/v1/clock`).
        case follow
    }

    package var broker: BrokerURL
    /// What the broker asks for.
    package var access = BrokerAccess()
    package var model: PlantModel
    /// The file that it was read from, to be read anew when it changes; nil: the model stays.
    package var plantFile: String?
    /// The folder of the store.
    package var folder: String
    /// Where backups of the store lie; nil: in its folder.
    package var backups: String?
    /// The file that anchors of the journal's chain go to; nil: none are written.
    package var anchors: String?
    package var clock: Clock
    package var version: String

    package init(
        broker: BrokerURL, model: PlantModel, plantFile: String? = nil, folder: String, clock: Clock, version: String
    ) {
        self.broker = broker
        self.model = model
        self.plantFile = plantFile
        self.folder = folder
        self.clock = clock
        self.version = version
    }
}

/// Why a hub ended by itself.
package struct HubError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// Another hub works for the site.
        case otherHub
        case unavailable
    }

    package var code: Code
    package var description: String
}
