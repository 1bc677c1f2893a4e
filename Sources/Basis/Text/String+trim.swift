extension String {
    /// Without the blanks, tabs and line ends at both ends.
    package var trimmingBlanks: String {
        // Most texts have none, which their two ends tell: graphemes are looked at only where these do not.
        if let first = utf8.first, let last = utf8.last, first &- 0x21 < 0x5E, last &- 0x21 < 0x5E { return self }
        return self[...].trimmingBlanks
    }
}

extension Substring {
    /// Without the blanks, tabs and line ends at both ends.
    package var trimmingBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
