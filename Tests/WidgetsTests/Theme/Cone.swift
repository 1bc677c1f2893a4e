import Foundation
import Widgets

/// Eyes without one kind of cone, and how far apart two colours are for them.
enum Cone: CaseIterable {
    case red, green, blue

    /// Machado, Oliveira, Fernandes 2009, severity 1: what is seen of linear red, green and blue.
    private var matrix: [[Double]] {
        switch self {
        case .red:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .green:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .blue:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// CIE 1976 ΔE; 2.3 is just seen.
    func difference(_ a: Color, _ b: Color) -> Double {
        zip(lab(a), lab(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private func lab(_ color: Color) -> [Double] {
        let (red, green, blue) = color.components
        let linear = [red, green, blue].map { component in
            let part = Double(component) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let seen = matrix.map { row in min(1, max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 })) }
        let toXYZ = [
            [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
        ]
        let xyz = zip(toXYZ, [0.95047, 1, 1.08883]).map { row, white in
            zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
        }
        let f = xyz.map { $0 > 216.0 / 24389 ? cbrt($0) : (24389.0 / 27 * $0 + 16) / 116 }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }
}
