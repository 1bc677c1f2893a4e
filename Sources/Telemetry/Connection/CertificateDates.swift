package import Basis
import CMosquitto

/// From when to when a certificate is valid.
package struct CertificateDates: Hashable, Sendable {
    /// Not valid before this.
    package var begin: Instant
    /// Not valid after this.
    package var end: Instant
    /// The earliest end among those that signed it; nil where none did.
    package var authorityEnd: Instant?

    package init(begin: Instant, end: Instant, authorityEnd: Instant?) {
        self.begin = begin
        self.end = end
        self.authorityEnd = authorityEnd
    }

    /// Of the first certificate in a PEM file; nil where there is none. Does I/O.
    package init?(file path: String) {
        var begin: Int64 = 0
        var end: Int64 = 0
        guard unsafe cmosq_certificate_dates(path, &begin, &end) else { return nil }
        self.begin = Instant(milliseconds: begin * 1000)
        self.end = Instant(milliseconds: end * 1000)
    }

    /// The broker's, of an encrypted link that is up.
    init(_ report: cmosq_tls_report) {
        begin = Instant(milliseconds: report.not_before * 1000)
        end = Instant(milliseconds: report.not_after * 1000)
        let end = report.authority_not_after
        authorityEnd = end == 0 ? nil : Instant(milliseconds: end * 1000)
    }
}
