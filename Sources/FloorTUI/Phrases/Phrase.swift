import Basis

/// Every text of the interface, in both languages: one line each, complete by construction.
enum Phrase: String, CaseIterable, Sendable {
    // States, as people read them. The words in documents are always English.
    case producing, setUp, idle, waiting, stopped, maintenance, noData
    case silent, source, link, hub, never, removed, waitsFor, before, until, notKnown, plannedBreak, overTime
    // Columns and titles.
    case machine, name, state, since, native, die, shots, cycle, alarms, ago, now, value, limits, trend, states, counts
    case oneShot, shotsUnit, inTotal, tries, scrapped, resets, on, off, stops, allMachines, needsSomeone, worstFirst,
        nothingNeedsSomeone,
        needsNotKnown, lastKnown, sinceMoment,
        lastHeard, faultCame, of, page
    // Status line and banners.
    case live, recorded, connecting, notRecording, notRecordingFull, filter, clockOff
    case plantRefused, dropped, storeProblem, storeFull, storeNearlyFull
    case brokerDropped, missed, clockSuspect
    // Empty screens.
    case noMachines, noMatch, waitingForHub, noMatchNeedsSomeone, noValues, noStops, noStopsRecorded, notKept,
        valueUnknown, notSeen, notSeenSinceStart, awaited,
        retained, ageUnknown, noAlarms,
        unknownMachine
    // Figures: columns and what is said of them.
    case shift, line, order, fromColumn, availability, effectiveness, quality, oee, coverage, produced, good, planned
    case dataShare
    case reason, note, saidBy, times, unexplained, microStop
    case noShiftPlanned, noShiftIn, assumed, idealDoubtful, aboveIdeal, fewFailures, allFigures
    // Actions: words for hints.
    case open, back, showAll, move, panes, filterKey, commandKey, helpKey, quitKey, next, previous, leave, stay
    // Sentences for help.
    case helpOpen, helpBack, helpFilter, helpCommand, helpHelp, helpQuit, helpMove, helpPane, helpPanes, helpLanguage
    case themes, themeOn, themeFile, unknownTheme, known, notInForce, fromNextStart
    case helpOpenEntry, helpNext, helpPrevious, helpRedraw, helpMouse, helpSuspend
    case mouseReleased, mouseTaken, pasteNowhere
    // What this terminal sends: its queue, and what became of it.
    case outbox, allSent, waitingToBeSent, refusedByBroker, refused, conflict, saving, draft, drafts, saved,
        queuedState, decided, unsigned, leftBy, terminalClock
    case outboxEmpty, outboxFull, outboxFailing, outboxAbsent, outboxSetAside, outboxMissing,
        outboxLeftBehind
    case entered, answer, noAnswerYet, mine, theirs, eitherWay, by, number, merged, joinedShort, onItsWay,
        changedAnew, theirsIsNewer
    case sendAgain, discard, discardReally, keep, takeMine, takeTheirs, goOn, later, close, draftOffered
    // Forms.
    case save, keepDraft, split, merge, wholeGroup, reasonKey, helpReason, notAStop, nothingToSave, timeOfSplit,
        wrongTime, whichDay, orWord, splitAt, mergeWith, mergedReason, nothingToMerge, tooLong
    case askLeave, noSuchKey, noSuchKeyInForm, thisKey, oneMachine, unknownCommand, languages, keys, tooSmall, needs

    var texts: (en: String, zh: String) {
        switch self {
        case .producing: ("producing", "生产")
        case .setUp: ("set-up", "换模")
        case .idle: ("idle", "空闲")
        case .waiting: ("waiting", "等待")
        case .stopped: ("stopped", "停机")
        case .maintenance: ("maintenance", "保养")
        case .noData: ("no data", "无数据")
        case .plannedBreak: ("planned break", "休息")
        case .overTime: ("over time", "时间带")
        case .silent: ("silent", "无信号")
        case .source: ("its values say no state", "现有数值无法判定状态")
        case .link: ("link to the broker down", "与消息服务器断开")
        case .hub: ("hub did not run", "中枢未运行")
        case .never: ("nothing known yet", "尚无数据")
        case .removed: ("no longer in the plant file", "已不在工厂文件中")
        case .waitsFor: ("waiting for", "等待")
        case .before: ("before the gap", "中断前")
        case .until: ("until", "至")
        case .notKnown: ("not known whether it stands", "是否仍存在未知")
        case .shift: ("Shift", "班次")
        case .line: ("Line", "生产线")
        case .order: ("Order", "工单")
        case .fromColumn: ("From", "开始")
        case .availability: ("A%", "时间%")
        case .effectiveness: ("E%", "性能%")
        case .quality: ("Q%", "良品%")
        case .oee: ("OEE%", "OEE%")
        case .coverage: ("Data%", "数据%")
        case .produced: ("Parts", "产量")
        case .good: ("Good", "良品")
        case .planned: ("PBT h", "计划h")
        case .dataShare: ("data", "数据")
        case .reason: ("Reason", "原因")
        case .note: ("Note", "备注")
        case .saidBy: ("By (unsigned)", "填写(未签名)")
        case .times: ("Stops", "次数")
        case .unexplained: ("no reason given", "未说明原因")
        case .microStop: ("micro-stop", "短暂停机")
        case .noShiftIn: ("Without a shift in this time", "该时段内无班次")
        case .noShiftPlanned: ("No shift is planned in this time, so it has no figures.", "该时段没有计划班次,因此没有数据。")
        case .assumed: ("* assumed from shift records, not measured", "* 根据班次记录推定,并非实测")
        case .aboveIdeal:
            (
                "? above 100 %, by no more than a cycle that began earlier",
                "? 超过100%,但不多于此前已开始的一个循环"
            )
        case .idealDoubtful:
            (
                "PRI? above 100 %: the ideal cycle may be too long, or parts began earlier",
                "PRI? 超过100%:标准节拍可能过长,或产品在此前已开始生产"
            )
        case .fewFailures: ("? of fewer than 5 failures", "? 故障少于5次")
        case .allFigures:
            (
                "All figures of one row: ask for it alone, as with --machine M --by machine; or --json.",
                "查看一行的全部指标:只查该行,如 --machine M --by machine;或用 --json。"
            )
        case .machine: ("Machine", "设备")
        case .name: ("Name", "名称")
        case .state: ("State", "状态")
        case .since: ("For", "时长")
        case .native: ("Native", "原始状态")
        case .die: ("Die", "模具")
        case .shots: ("All shots", "累计模次")
        case .cycle: ("Cycle", "循环")
        case .alarms: ("Alarms", "报警")
        case .ago: ("ago", "前")
        case .now: ("now", "现在")
        case .value: ("Value", "数值")
        case .limits: ("Limits", "限值")
        case .trend: ("30 min", "30 分钟")
        case .states: ("States", "状态")
        case .counts: ("Counts", "计数")
        case .oneShot: ("shot", "模次")
        case .inTotal: ("total", "累计")
        case .shotsUnit: ("shots", "模次")
        case .tries: ("start-up", "热模")
        case .scrapped: ("scrap", "报废")
        case .resets: ("resets", "复位")
        // Names of bits are statements, also where they speak of doors: "off" must not read as "closed".
        case .on: ("on", "是")
        case .off: ("off", "否")
        case .stops: ("Stops", "停机时段")
        case .allMachines: ("machines", "台设备")
        case .needsSomeone: ("Needs someone", "需要处理")
        case .worstFirst: ("worst first, then longest", "严重优先,其次时长")
        case .nothingNeedsSomeone: ("Nothing needs anyone.", "目前无需处理。")
        case .needsNotKnown: ("Who needs someone is not known now.", "目前无法得知谁需要处理。")
        case .lastKnown: ("last known at", "最后所知")
        case .faultCame: ("came", "出现于")
        case .lastHeard: ("last heard", "最后收到")
        case .of: ("of", "/")
        case .page: ("rows", "行")
        case .live: ("live", "在线")
        case .recorded: ("as of", "截至")
        case .connecting: ("connecting", "连接中")
        case .sinceMoment: ("since", "自")
        case .notRecording: ("The hub is not recording: see its log", "中枢未能保存记录,请查看其日志")
        case .notRecordingFull: ("The hub is not recording: its disk is full, make room on it", "中枢磁盘已满,未能保存记录:请清理空间")
        case .storeProblem: ("The store needs somebody", "数据存储需要处理")
        case .storeFull: ("The store is full: make room before anything is changed", "数据存储已满:请先清理空间再做更改")
        case .storeNearlyFull: ("The store is nearly full", "数据存储将满")
        case .plantRefused: ("Plant file refused, the old one stays", "工厂文件未被采用,沿用旧文件")
        case .dropped: ("Too many messages, dropped since the hub began", "消息过多,中枢启动以来已丢弃")
        case .brokerDropped: ("The broker drops messages, since the hub began", "消息服务器丢弃了消息,中枢启动以来共")
        case .missed: ("Messages of machines are missing, since the hub began", "设备消息有缺失,中枢启动以来共")
        case .clockSuspect:
            ("The clock of the hub's machine is wrong: set it there", "中枢所在机器的时钟有误,请在该机器上校正")
        case .filter: ("filter", "筛选")
        case .clockOff: ("clock off by", "时钟偏差")
        case .noMachines: ("The plant file names no machines.", "工厂文件中没有设备。")
        case .noMatch: ("No machine matches the filter. Esc clears it.", "没有符合筛选的设备。按 Esc 清除。")
        case .waitingForHub: ("Waiting for the hub's documents …", "等待中枢数据 …")
        case .noMatchNeedsSomeone: ("Of these machines none needs anyone.", "这些设备均无需处理。")
        case .noStops: ("No stop in this time.", "该时段无停机。")
        case .noStopsRecorded:
            (
                "Shift records tell of no stops: OEE has the time in which nothing was made.",
                "班次记录不记停机;未产出的时间见设备综合效率。"
            )
        case .notKept:
            (
                "The store keeps no single values: only a live dashboard shows them.",
                "数据库不保存单个数值,仅实时画面可见。"
            )
        case .noValues: ("No values have come from this machine yet.", "尚未收到该设备的数值。")
        case .valueUnknown: ("unknown", "未知")
        case .notSeen: ("never seen", "从未收到")
        case .notSeenSinceStart: ("not since the hub began", "中枢启动后未收到")
        case .awaited: ("awaited", "等待新值")
        case .retained: ("retained", "保留值")
        case .ageUnknown: ("age unknown", "时间未知")
        case .noAlarms: ("No alarm stands.", "当前无报警。")
        case .unknownMachine: ("There is no machine", "没有该设备:")
        case .open: ("open", "打开")
        case .back: ("back", "返回")
        case .showAll: ("show all", "全部显示")
        case .filterKey: ("filter", "筛选")
        case .commandKey: ("command", "命令")
        case .helpKey: ("help", "帮助")
        case .quitKey: ("quit", "退出")
        case .next: ("next", "下一台")
        case .previous: ("previous", "上一台")
        case .move: ("move", "移动")
        case .panes: ("pane", "切换栏")
        case .leave: ("leave", "退出")
        case .stay: ("stay", "留下")
        case .helpOpen: ("open the machine", "打开设备")
        case .helpBack: ("back; on the Floor: clear the filter", "返回;在总览中清除筛选")
        case .helpFilter: ("show only machines that match what you type", "只显示符合输入的设备")
        case .helpCommand: ("type a command; Tab completes", "输入命令;Tab 补全")
        case .helpHelp: ("this help: arrows and Enter do what is chosen", "本帮助:用方向键选择,按 Enter 执行")
        case .helpQuit: ("leave the program, after a question", "询问后退出程序")
        case .helpMove: ("move the selection", "移动选择")
        case .helpPane: ("go between the machines and what needs someone", "在设备与待处理之间切换")
        case .helpPanes: ("go between values, stops and alarms", "在数值、停机时段与报警之间切换")
        case .helpLanguage: ("English or Chinese", "切换中文或英文")
        case .helpOpenEntry: ("what was typed, and the hub's answer", "查看录入内容与中枢答复")
        case .helpNext: ("the next machine", "下一台设备")
        case .helpPrevious: ("the machine before", "上一台设备")
        case .helpRedraw: ("draw the whole screen again", "重绘屏幕")
        case .helpSuspend: ("stop the program; fg in the shell goes on with it", "暂停程序;在 shell 中用 fg 继续")
        case .themes: ("Themes · arrows show, Enter takes", "主题 · 方向键预览,Enter 选定")
        case .themeOn: ("on", "当前")
        case .themeFile: ("from a file", "来自文件")
        case .unknownTheme: ("There is no theme", "没有该主题:")
        case .known: ("Known:", "可用:")
        case .notInForce: ("Edit not in force:", "修改未生效:")
        case .fromNextStart:
            (
                "terminal.toml: language and theme count at once, the rest from the next start",
                "terminal.toml:语言和主题立即生效,其余下次启动时生效"
            )
        case .helpMouse: ("release the mouse, to select text, or take it again", "释放或重新接管鼠标(释放后可选取文字)")
        case .mouseReleased: ("The mouse is the terminal's: select text. M takes it again.", "鼠标已释放,可选取文字。按 M 重新接管。")
        case .mouseTaken: ("Clicks and the wheel act again.", "鼠标点击和滚轮重新有效。")
        case .pasteNowhere: ("Pasted text goes only into a line: / or : opens one.", "粘贴只能用于输入行:按 / 或 : 打开。")
        case .outbox: ("Outbox", "发件箱")
        case .allSent: ("all sent", "全部已上传")
        case .waitingToBeSent: ("waiting", "待传")
        case .refusedByBroker: (", refused by the broker", ",服务器拒收")
        case .refused: ("refused", "被拒")
        case .conflict: ("conflict", "冲突")
        case .saving: ("saving…", "保存中…")
        case .draft: ("draft", "草稿")
        case .drafts: ("drafts", "草稿")
        case .saved: ("saved", "已保存")
        case .queuedState: ("queued", "已排队")
        case .decided: ("decided", "已处理")
        case .unsigned: ("unsigned", "未签名")
        case .leftBy: ("entered and left behind by terminal", "录入并遗留此项的终端:")
        case .terminalClock: ("by the terminal's clock", "按终端时钟")
        case .outboxEmpty:
            (
                "Nothing was typed on this terminal yet: s gives a stop its reason, a acknowledges an alarm.",
                "本终端尚无录入:按 s 填写停机原因,按 a 确认报警。"
            )
        case .outboxFull:
            (
                "This terminal's disk is full: no form can be opened until there is space",
                "本终端磁盘已满:腾出空间前无法打开表单"
            )
        case .outboxFailing: ("Nothing can be saved on this terminal:", "本终端无法保存:")
        case .outboxAbsent: ("This terminal can only look:", "本终端只能查看:")
        case .outboxSetAside: ("The outbox was damaged and is kept as", "发件箱已损坏,原文件保留为")
        case .outboxLeftBehind:
            ("What another terminal here has left is not sent:", "本机另一终端留下的内容未能发送:")
        case .outboxMissing: ("The outbox is gone or empty, a new one was begun:", "发件箱丢失或为空,已新建:")
        case .entered: ("entered", "录入于")
        case .answer: ("Answer", "答复")
        case .noAnswerYet: ("The hub has not answered yet.", "中枢尚未答复。")
        case .mine: ("mine", "本终端")
        case .theirs: ("theirs", "对方")
        case .eitherWay: ("Saved whichever is taken:", "无论采用哪方都会保存:")
        case .by: ("by", "来自")
        case .number: ("number", "编号")
        case .joinedShort: ("joined", "已合并")
        case .merged: ("joined with what others changed", "已与他人的修改合并")
        case .changedAnew: ("Changed again after you decided; decide once more.", "您处理后又有更改,请再次处理。")
        case .theirsIsNewer:
            ("Theirs changed after you looked, and stays as it is now.", "对方在您查看后又有更改,现保留其最新内容。")
        case .onItsWay: ("Decided; the hub has not answered yet.", "已处理,中枢尚未答复。")
        case .sendAgain: ("Send again", "重新发送")
        case .discard: ("Discard", "丢弃")
        case .discardReally: ("Discard it for good", "确认丢弃")
        case .keep: ("Keep", "保留")
        case .takeMine: ("Take mine", "采用本终端")
        case .takeTheirs: ("Take theirs", "采用对方")
        case .goOn: ("Go on", "继续填写")
        case .later: ("Later", "稍后")
        case .close: ("Close", "关闭")
        case .draftOffered: ("Typed and not sent:", "已填写但未发送:")
        case .save: ("Save", "保存")
        case .keepDraft: ("Keep draft", "存为草稿")
        case .split: ("Split", "拆分")
        case .merge: ("Merge", "合并")
        case .wholeGroup: ("(in general)", "(未细分)")
        case .reasonKey: ("reason", "原因")
        case .helpReason: ("give the stop its reason", "填写停机原因")
        case .notAStop: ("is not stopped now: choose one of the stops in its list", "当前未停机:请在其停机列表中选择")
        case .nothingToSave: ("choose a reason or type a note", "请选择原因或填写备注")
        case .timeOfSplit: ("when, as 14:05 or 12-31 14:05", "时刻,如 14:05 或 12-31 14:05")
        case .wrongTime: ("as 14:05 or 12-31 14:05, within the stop", "如 14:05 或 12-31 14:05,须在停机时段内")
        case .whichDay: ("Of which day?", "哪一天?")
        case .orWord: (" or ", " 或 ")
        case .splitAt: ("Split at", "拆分时刻")
        case .mergeWith: ("Merge: with the stop of", "合并到此停机:")
        case .mergedReason: ("Reason after the merge:", "合并后的原因:")
        case .nothingToMerge: ("no stop ends where this one begins", "之前没有相接的停机")
        case .tooLong: ("too long", "过长")
        case .askLeave: ("Leave FloorTUI?", "退出 FloorTUI?")
        case .noSuchKeyInForm:
            ("does nothing here; digits, arrows, Tab, Enter and Esc do", "在此无作用;可用数字键、方向键、Tab、Enter、Esc")
        case .thisKey: ("this key", "该键")
        case .noSuchKey: ("does nothing here; ? shows the keys", "在此无作用;按 ? 查看按键")
        case .oneMachine: ("machine", "台设备")
        case .languages: ("Languages:", "语言:")
        case .unknownCommand: ("Unknown command. Known:", "未知命令。可用:")
        case .keys: ("Keys", "按键")
        case .tooSmall: ("too small", "窗口太小")
        case .needs: ("needs", "需要")
        }
    }
}
