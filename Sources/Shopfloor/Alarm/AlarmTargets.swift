import Basis

/// By what alarms are judged to be too many (ISA-18.2, IEC 62682, EEMUA 191), and how long one may be shelved.
package struct AlarmTargets: Hashable, Sendable {
    /// Alarms a day that one operator can look after. ISA-18.2-2016 names no figure any more; editions before had 150.
    package var perDay: Int64 = 150
    /// More than so many within `floodWindow` are a flood.
    package var floodCount = 10
    package var floodWindow = Duration.seconds(600)
    /// One that comes at least so often within `chatterWindow` chatters.
    package var chatterCount = 3
    package var chatterWindow = Duration.seconds(60)
    /// One that stands for longer is stale: nobody acts on it.
    package var staleAfter = Duration.seconds(24 * 3600)
    /// No alarm stays off the list for longer.
    package var longestShelf = Duration.seconds(8 * 3600)

    package init() {}
}
