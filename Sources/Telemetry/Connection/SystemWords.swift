import Basis
import Glibc

/// What the system and our own connection say of a link that fails, in Chinese.
enum SystemWords {
    /// - Parameter words: in English, as `strerror` has them; others are left as they are.
    static func zh(_ words: String) -> String { table[words] ?? words }

    private static let table: [String: String] = {
        let codes = [
            ECONNREFUSED: "连接被拒绝", ETIMEDOUT: "连接超时", EHOSTUNREACH: "没有到主机的路由", ENETUNREACH: "网络不可达",
            ENETDOWN: "网络已断开", EHOSTDOWN: "主机已关闭", ECONNRESET: "连接被对方重置", ECONNABORTED: "连接已中止",
            EPIPE: "连接已断开", EADDRNOTAVAIL: "无法分配所请求的地址", EACCES: "权限不够", EPERM: "不允许的操作",
            EMFILE: "打开的文件过多", ENOBUFS: "缓冲区空间不足",
        ]
        var table = [
            "the broker accepted the connection but does not answer": "服务器接受了连接但不应答",
            "the broker went silent": "服务器无响应", "the broker closed it": "服务器关闭了连接",
            "it does not answer": "无应答",
        ]
        for (code, zh) in codes { table[String(cError: code)] = zh }
        return table
    }()
}
