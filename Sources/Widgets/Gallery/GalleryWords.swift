import Basis

/// What the gallery says, in both languages.
enum GalleryWords {
    case gallery, nextPage, theme, language, quit, roles
    case table, elsewhere, empty, tiles, bars, sparklines, ribbon, scroll, list, input, candidates, banners, hints
    case overlay, help, rule, tree, buttons, form, chart
    case name, state, since, trend, count, groupOne, groupTwo, running, waiting, down, unknown
    case nothing, level, within, tooHigh, offScale, open, noValue, course, withGap, worst, longest
    case sample, placeholder, done, notRight, notValid, leave, stay, ask, move, choose, leaving, detail, wholeGroup

    static subscript(word: GalleryWords, language: Language) -> String {
        language == .en ? word.texts.en : word.texts.zh
    }

    private var texts: (en: String, zh: String) {
        switch self {
        case .gallery: ("Gallery", "控件一览")
        case .nextPage: ("next page", "下一页")
        case .theme: ("theme", "主题")
        case .language: ("language", "语言")
        case .quit: ("quit", "退出")
        case .roles: ("Roles", "样式角色")
        case .table: ("Table", "表格")
        case .tiles: ("Tiles", "卡片")
        case .elsewhere: ("Table, keys go elsewhere", "表格(焦点在别处)")
        case .empty: ("Table without rows", "空表格")
        case .bars: ("Bar with limits", "带限值的条")
        case .sparklines: ("Sparkline", "趋势线")
        case .ribbon: ("Ribbon", "状态带")
        case .scroll: ("Scroll position", "滚动位置")
        case .list: ("List", "列表")
        case .input: ("Input line", "输入行")
        case .candidates: ("Completion", "补全")
        case .banners: ("Banner", "横幅")
        case .hints: ("Key hints", "按键提示")
        case .overlay: ("Overlay", "对话框")
        case .help: ("Help", "帮助")
        case .tree: ("Choice in groups", "分组选择")
        case .buttons: ("Buttons", "按钮")
        case .form: ("Form", "表单")
        case .chart: ("Chart", "曲线图")
        default: samples
        }
    }

    private var samples: (en: String, zh: String) {
        switch self {
        case .rule: ("Rule", "分隔线")
        case .name: ("Name", "名称")
        case .state: ("State", "状态")
        case .since: ("For", "时长")
        case .trend: ("Trend", "趋势")
        case .count: ("Count", "数量")
        case .groupOne: ("First group", "第一组")
        case .groupTwo: ("Second group", "第二组")
        case .running: ("running", "运行")
        case .waiting: ("waiting", "等待")
        case .down: ("down", "停止")
        case .unknown: ("unknown", "未知")
        case .nothing: ("Nothing matches. Esc clears the filter.", "没有符合的内容。按 Esc 清除筛选。")
        case .level: ("Level", "液位")
        case .within: ("within", "正常")
        case .tooHigh: ("too high", "过高")
        case .offScale: ("off the scale", "超出量程")
        case .open: ("no limits", "无限值")
        case .noValue: ("no value", "无数值")
        case .course: ("course", "走势")
        case .withGap: ("with a gap", "有缺口")
        case .worst: ("worst", "最差")
        case .longest: ("longest", "最长")
        case .sample: ("what is typed", "输入的文字")
        case .placeholder: ("type to find", "输入以查找")
        case .done: ("Saved.", "已保存。")
        case .notRight: ("One setting is not in force", "有一项设置未生效")
        case .notValid: ("What is shown does not hold", "显示内容已失效")
        case .leave: ("leave", "离开")
        case .stay: ("stay", "留下")
        case .ask: ("Leave?", "是否离开?")
        case .move: ("move the selection", "移动选择")
        case .choose: ("choose", "选择")
        case .wholeGroup: ("itself", "本身")
        case .leaving: ("leave, after a question", "询问后离开")
        default: ("since 10:59", "自 10:59")
        }
    }
}
