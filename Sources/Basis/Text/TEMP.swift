package struct SanitizedText { package let text: String; package init(_ s: String) { text = s }; package init(_ b: [UInt8]) { text = String(decoding: b, as: UTF8.self) } }
