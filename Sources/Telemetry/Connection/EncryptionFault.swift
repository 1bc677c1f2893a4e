package import Basis
import CMosquitto

/// Why an encrypted connection did not come to be.
package enum EncryptionFault: Hashable, Sendable {
    /// No certificate that we trust has signed the broker's.
    case unknownAuthority(isOwn: Bool)
    /// `isAuthority`: not the broker's own certificate, but one that signed it.
    case expired(Instant, isAuthority: Bool)
    case notYetValid(Instant, isAuthority: Bool)
    /// The certificate is for other names.
    case wrongName(String)
    /// Another check of the certificate failed, in OpenSSL's words.
    case unfit(String)
    /// The broker wants a certificate from us.
    case certificateWanted
    /// The broker does not take ours; the TLS alert says why.
    case certificateRefused(alert: Int32)
    /// The other side does not speak TLS, or hung up at our first word.
    case notTLS
    /// The other side speaks no TLS from 1.2 on.
    case tooOld
    /// It broke off after it had begun well.
    case brokenOff(alert: Int32?)
}

extension EncryptionFault {
    /// What OpenSSL saw; nil when encryption was not what failed.
    ///
    /// - Parameters:
    ///   - hasCertificate: we have one, and would have shown it.
    ///   - names: those of the broker's certificate, harmless.
    init?(_ report: cmosq_tls_report, names: String, hasCertificate: Bool) {
        guard report.has_begun else { return nil }
        if report.verify_error != 0 {
            self.init(report, names: names)
        } else if report.is_foreign || report.is_cut_short && report.alert < 0 {
            self = .notTLS
        } else if report.is_too_old || report.alert == 70 {
            self = .tooOld
        } else if report.alert >= 0 {
            // handshake_failure, no_certificate, bad_certificate, certificate_required; and 42 to 49, on ours.
            if !hasCertificate, [40, 41, 42, 116].contains(report.alert) {
                self = .certificateWanted
            } else if hasCertificate, (42...49).contains(report.alert) || report.alert == 51 {
                self = .certificateRefused(alert: report.alert)
            } else {
                self = .brokenOff(alert: report.alert)
            }
        } else if !report.is_complete {
            self = .brokenOff(alert: nil)
        } else {
            return nil
        }
    }

    /// X509_V_ERR_… of OpenSSL's x509_vfy.h, which do not change.
    private init(_ report: cmosq_tls_report, names: String) {
        let isAuthority = report.verify_depth > 0
        switch report.verify_error {
        case 9: self = .notYetValid(Instant(milliseconds: report.not_before * 1000), isAuthority: isAuthority)
        case 10: self = .expired(Instant(milliseconds: report.not_after * 1000), isAuthority: isAuthority)
        case 18, 19: self = .unknownAuthority(isOwn: true)
        case 2, 7, 20, 21, 27, 30, 31: self = .unknownAuthority(isOwn: false)
        case 62, 64: self = .wrongName(names)
        default: self = .unfit(unsafe String(cString: cmosq_tls_verify_text(report.verify_error)))
        }
    }

    /// Only a person can mend it: trying again soon is of no use.
    var needsPerson: Bool {
        switch self {
        case .notTLS, .brokenOff: false
        default: true
        }
    }
}
