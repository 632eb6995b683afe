//! The verbs and connectives that tell whether a part of a sentence can stand alone; read by [`super::parts`] only.
//!
//! Collected from the four seeds and the notices, plans and government work reports of the shared texts; the words are
//! those of government prose in general, not of one field.

use std::sync::OnceLock;

/// A set of words, quick to ask whether a text begins with one of them.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    index: OnceLock<Index>,
}

/// The words in order, and for each first character in order where its words lie.
#[derive(Debug)]
struct Index {
    sorted: Vec<&'static str>,
    groups: Vec<(char, usize, usize)>,
    firsts: Characters,
    lasts: Characters,
}

/// A set of characters of the basic plane, a bit each.
#[derive(Debug)]
struct Characters(Vec<u64>);

impl Characters {
    fn of(characters: impl Iterator<Item = char>) -> Self {
        let mut bits = vec![0; 0x1_0000 / 64];
        for code in characters.map(|c| c as usize) {
            if let Some(block) = bits.get_mut(code / 64) {
                *block |= 1 << (code % 64);
            }
        }
        Self(bits)
    }

    fn holds(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code / 64).is_some_and(|block| block >> (code % 64) & 1 == 1)
    }
}

impl Words {
    const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            index: OnceLock::new(),
        }
    }

    /// The words, as written down.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether `text` begins with a word.
    pub(super) fn open(&self, text: &str) -> bool {
        self.behind(text).is_some()
    }

    /// Whether `text` ends with a word.
    pub(super) fn end(&self, text: &str) -> bool {
        let index = self.index.get_or_init(|| Index::new(self.words));
        let last = text.chars().next_back();
        last.is_some_and(|c| index.lasts.holds(c)) && self.words.iter().any(|w| text.ends_with(w))
    }

    /// What follows the longest word that `text` begins with.
    pub(super) fn behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        let index = self.index.get_or_init(|| Index::new(self.words));
        let first = text.chars().next().filter(|c| index.firsts.holds(*c))?;
        let group = index.groups.binary_search_by_key(&first, |(c, _, _)| *c).ok()?;
        let (_, from, to) = index.groups[group];
        let rests = index.sorted[from..to].iter().filter_map(|w| text.strip_prefix(w));
        rests.min_by_key(|rest| rest.len())
    }
}

impl Index {
    fn new(words: &[&'static str]) -> Self {
        let mut sorted = words.to_vec();
        sorted.sort_unstable();
        let mut groups: Vec<(char, usize, usize)> = Vec::new();
        for (at, word) in sorted.iter().enumerate() {
            let first = word.chars().next().unwrap_or_default();
            match groups.last_mut() {
                Some((c, _, to)) if *c == first => *to = at + 1,
                _ => groups.push((first, at, at + 1)),
            }
        }
        let firsts = Characters::of(words.iter().filter_map(|w| w.chars().next()));
        let lasts = Characters::of(words.iter().filter_map(|w| w.chars().next_back()));
        Self {
            sorted,
            groups,
            firsts,
            lasts,
        }
    }
}

/// Verbs of what a public body does; a part that begins with one is a measure of its own.
#[rustfmt::skip]
pub(super) static ACTIONS: Words = Words::new(&[
    "安排", "把握", "办理", "颁布", "保护", "备案", "编制", "表彰", "补贴", "补助", "布局", "部署", "采购",
    "查处", "查办", "承办", "承担", "惩戒", "惩治", "成立", "筹建", "筹措", "出台", "处理", "处置", "创建",
    "创新", "促成", "搭建", "打击", "打造", "登记", "调查", "调动", "调解", "调整", "动员", "督查", "督促",
    "对接", "发布", "发放", "发展", "防范", "防止", "放宽", "放开", "分析", "分解", "扶持", "辅导", "改革",
    "改进", "改善", "改造", "跟踪", "公布", "公开", "巩固", "鼓励", "购买", "构建", "关闭", "关停", "管好",
    "管控", "贯彻", "规范", "规划", "加大", "加快", "加强", "减免", "减轻", "简化", "监测", "监督", "监管",
    "检查", "建成", "建好", "建立", "建设", "健全", "奖励", "降低", "教育", "解决", "禁止", "开办", "开发",
    "开放", "开辟", "开设", "开通", "开展", "考核", "控制", "扩大", "扩充", "落实", "明确", "募集", "排查",
    "培训", "培养", "培育", "配备", "配置", "评估", "评价", "评选", "普及", "启动", "签订", "强化", "清理",
    "取缔", "取消", "认定", "融合", "设立", "设置", "申报", "申请", "深化", "审查", "审理", "审议", "升级",
    "实施", "实行", "试点", "试行", "收集", "受理", "授权", "树立", "梳理", "缩短", "探索", "淘汰", "投入",
    "推动", "推广", "推介", "推进", "推行", "拓宽", "拓展", "完成", "完善", "挖掘", "维护", "委托", "细化",
    "吸纳", "吸引", "下放", "下达", "限制", "消除", "宣传", "宣贯", "选拔", "选派", "选树", "研发", "研究",
    "研判", "研制", "移送", "引导", "引进", "引入", "引育", "预警", "优化", "增加", "增设", "招引", "召开",
    "整顿", "整合", "整治", "征集", "征收", "支持", "执行", "指导", "制订", "制定", "制修订", "治理", "主办",
    "抓好", "转变", "转化", "转移", "追究", "总结", "组建", "组织", "遵守", "做大", "做好", "做强", "遴选",
    "举办", "统计", "修订", "修改", "压减", "严禁", "狠抓", "应对", "应用", "使用", "激励", "激活", "盘活",
    "壮大", "承接", "开拓", "畅通", "打通", "约谈", "问责", "举行", "共建", "共享", "增补", "设计", "编写",
    "印发", "转发", "报送", "备足", "修复", "恢复", "种植", "保全", "引领", "贯通", "衔接", "对标", "续建",
    "新建", "扩建", "建造", "改建", "压实", "履行", "保留", "延长", "提请", "申领", "支付", "减少", "缩减",
    "压缩", "杜绝", "侦破", "扩面",
]);

/// Verbs of what comes of a measure: a part that begins with one says what the part before it is for.
#[rustfmt::skip]
pub(super) static OUTCOMES: Words = Words::new(&[
    "实现", "形成", "提高", "提升", "增强", "促进", "助推", "助力", "确保", "保障", "保证", "营造", "支撑",
    "激发", "带动", "达到", "满足", "夯实", "增进", "避免", "提供", "保持",
]);

/// Other words that a part begins with which says what the part before it is for.
#[rustfmt::skip]
pub(super) static PURPOSES: Words = Words::new(&[
    "便利", "方便", "服务", "使", "让", "为", "以", "从而", "进而", "辐射", "力争", "争取", "突出", "参与",
]);

/// Words that make a part depend on the one before it.
#[rustfmt::skip]
pub(super) static CONTINUES: Words = Words::new(&[
    "并", "且", "也", "还", "或", "及", "以及", "和", "与", "但", "而", "则", "其", "该", "特别是", "尤其",
    "包括", "如", "即", "其中", "不仅", "重点", "主要", "等", "至",
]);

/// Verbs whose object acts: after 鼓励企业… the next verb may be what the enterprises do.
#[rustfmt::skip]
pub(super) static PIVOTS: Words = Words::new(&[
    "鼓励", "支持", "引导", "推动", "指导", "督促", "要求", "促使", "动员", "帮助", "组织", "协助", "扶持",
    "辅导", "吸引", "允许", "倡导", "敦促",
]);

/// Verbs that only a public body is the subject of; they end what a pivot governs.
#[rustfmt::skip]
pub(super) static OFFICIAL: Words = Words::new(&[
    "鼓励", "支持", "引导", "推动", "指导", "督促", "扶持", "吸引", "设立", "出台", "发布", "公布", "表彰",
    "奖励", "严禁", "认定", "评选", "遴选", "取消", "加大",
]);

/// Prepositions whose phrase leads the verb that follows; alone it states a manner, a ground or a field.
#[rustfmt::skip]
pub(super) static LEADS: Words = Words::new(&[
    "通过", "围绕", "依托", "聚焦", "根据", "按照", "针对", "面向", "结合", "基于", "借助", "凭借", "依据",
    "参照", "随着", "立足", "瞄准", "紧扣", "紧盯", "坚持", "本着", "遵循", "充分发挥", "发挥", "利用",
    "充分利用", "运用", "充分运用", "同时", "此外", "由", "以", "从", "当", "经", "到", "联合", "会同",
]);

/// Prepositions whose verb stands in the same part: 将…纳入, 对…进行, 在…开展.
#[rustfmt::skip]
pub(super) static CARRIES: Words = Words::new(&[
    "将", "把", "对", "在", "向", "从",
]);

/// Verbs that complete such a phrase besides the actions.
#[rustfmt::skip]
pub(super) static COMPLETES: Words = Words::new(&[
    "纳入", "列入", "融入", "列为", "作为", "进行", "给予", "予以", "作出", "追究", "转化", "应用", "用于",
    "适用", "采取", "依法",
]);

/// Last words of a phrase that leads: 以…为契机, 通过…等方式, 在…过程中.
#[rustfmt::skip]
pub(super) static LEAD_ENDS: Words = Words::new(&[
    "为契机", "为抓手", "为重点", "为核心", "为导向", "为主题", "为基础", "为目标", "为依托", "为载体",
    "为牵引", "为主线", "为引领", "为支撑", "为突破口", "方式", "形式", "手段", "途径", "过程中", "基础上",
    "前提下", "情况下", "条件下", "的要求", "的原则", "期间", "领域", "方面", "环节",
]);

/// Adverbs and modal verbs before the verb.
#[rustfmt::skip]
pub(super) static ADVERBS: Words = Words::new(&[
    "进一步", "积极", "大力", "切实", "深入", "全面", "不断", "持续", "逐步", "有序", "稳步", "扎实", "认真",
    "充分", "着力", "努力", "及时", "严格", "依法", "适时", "继续", "优先", "统筹", "加紧", "率先", "主动",
    "广泛", "定期", "分类", "科学", "合理", "有效", "稳妥", "坚决", "严厉", "共同", "协同", "一体", "高标准",
    "高质量", "高水平", "系统", "精准", "要", "应当", "应", "必须", "须", "可以", "可", "还要", "也要",
    "加快", "探索", "研究", "尽快",
]);

/// Words before which a verb is part of a noun: 建设工作, 监管能力, 保护的….
#[rustfmt::skip]
pub(super) static NOMINAL: Words = Words::new(&[
    "的", "、", "和", "与", "等", "及", "工作", "能力", "机制", "体系", "制度", "水平", "力度", "中心",
    "模式", "标准", "平台", "机构", "服务", "人员", "人才", "情况",
]);

/// Words that hold 要 without being the modal verb.
#[rustfmt::skip]
pub(super) static NO_MODAL: Words = Words::new(&[
    "主要", "重要", "需要", "要求", "要素", "要点", "必要", "纲要",
]);

/// Who acts as the object of a pivot: 推动企业…, not 推动要素集聚.
#[rustfmt::skip]
pub(super) static ACTORS: Words = Words::new(&[
    "企业", "单位", "机构", "主体", "高校", "院校", "院所", "学校", "组织", "协会", "商会", "学会", "联盟",
    "部门", "平台", "园区", "街道", "社团", "团队", "银行", "群众", "公众", "社会", "各地", "人员", "人才",
    "农户", "居民", "权利人", "行业", "学生", "医院", "政府", "资本",
]);

/// Last words of a phrase of several parts: 在加强管理，明确权属等方面.
#[rustfmt::skip]
pub(super) static PHRASE_ENDS: Words = Words::new(&[
    "等方面", "过程中", "基础上", "前提下", "情况下", "条件下", "等方式",
]);
