import Basis

/// Which site's hub is looked for on a broker, whose were heard there instead, and what to do.
package struct SiteSearch: Hashable {
    /// nil: that of the first hub that is heard.
    private let wanted: String?
    /// The other sites, in their order; no more are kept than anybody reads.
    private var heard: [String] = []
    private static let (most, mostNamed) = (100, 5)

    init(wanted: String? = nil) { self.wanted = wanted }

    mutating func hear(_ site: String) {
        guard wanted != nil, heard.count < Self.most, !heard.contains(site) else { return }
        heard.append(site)
        heard.sort()
    }

    var text: LocalizedText {
        guard let wanted else { return LocalizedText("No hub on this broker", zh: "该服务器上没有中枢") }
        return LocalizedText("No hub of site \(wanted) on this broker", zh: "该服务器上没有站点 \(wanted) 的中枢")
    }

    var advice: LocalizedText {
        guard !heard.isEmpty else {
            return LocalizedText(
                "start `floortui hub`; if it runs, the broker's access list may keep floor/v1/# from us",
                zh: "请启动 floortui hub;若已在运行,可能是服务器的权限未允许读取 floor/v1/#")
        }
        let named = heard.prefix(Self.mostNamed).joined(separator: ", ")
        let others = heard.count - Self.mostNamed
        return LocalizedText(
            "sites heard: \(named)\(others > 0 ? " and \(others) more" : ""); choose one by --site or site in terminal.toml, "
                + "or start that hub",
            zh: "已听到的站点:\(named)\(others > 0 ? " 等 \(heard.count) 个" : "");请用 --site 或 terminal.toml 的 site 选择,"
                + "或启动该站点的中枢")
    }
}
