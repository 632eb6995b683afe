//! Where a document holds: territory and administrative level, from its issuer, title or text.

use crate::corpus::Level;
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A territory with its level and the place that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// As printed, in its short form: 杭州市, 拱墅区, 全国.
    pub(super) name: String,
    /// Level of its government.
    pub(super) level: Level,
    /// Where it is named.
    pub(super) span: Span,
}

/// The territory that a title or an issuer's name begins with.
///
/// A district after its city (杭州市拱墅区) is answered alone, as the district's own texts print it.
pub(super) fn leading(name: &str) -> Option<Place> {
    let start = PREFIXES
        .iter()
        .find_map(|p| name.strip_prefix(p))
        .map_or(0, |rest| name.len() - rest.len());
    if NATION.iter().any(|n| name[start..].starts_with(n)) {
        return Some(Place {
            name: "全国".into(),
            level: Level::Nation,
            span: Span::new(start, start),
        });
    }
    let mut best = None;
    let mut at = start;
    while let Some((len, level)) =
        unit(&name[at..], best.as_ref()).filter(|(_, l)| best.as_ref().is_none_or(|b: &Place| *l > b.level))
    {
        best = Some(Place {
            name: name[at..at + len].to_owned(),
            level,
            span: Span::new(at, at + len),
        });
        at += len;
    }
    best
}

/// Bytes at the beginning of a text within which a speech says whom it speaks for; the State Council's of 1955 does in
/// the first 200.
const OPENING: usize = 600;

/// The whole country, where a speech begins by speaking for it: 我代表国务院，向大会作报告.
pub(super) fn spoken_for(text: &str) -> Option<Place> {
    let mut calls = text.match_indices("代表").take_while(|(at, _)| *at < OPENING);
    calls.find_map(|(at, call)| {
        let start = at + call.len();
        let rest = &text[start..];
        let body = rest.strip_prefix("中华人民共和国").unwrap_or(rest);
        let place = SPEAKERS.iter().find(|name| body.starts_with(**name))?;
        let end = start + (rest.len() - body.len()) + place.len();
        Some(Place {
            name: "全国".into(),
            level: Level::Nation,
            span: Span::new(start, end),
        })
    })
}

/// Bodies of the whole country that speeches are given for.
const SPEAKERS: [&str; 4] = ["国务院", "中央人民政府", "全国人民代表大会常务委员会", "全国人大常委会"];

/// The city or province that a text names most; the earlier one on a tie.
///
/// # Complexity
/// Linear in the length of `text`.
pub(super) fn most_named(text: &str) -> Option<Place> {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| CITIES.split_whitespace().collect());
    let cities = &*KNOWN;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, _) in text.match_indices('市') {
        let from = (0..5).fold(at, |from, _| {
            text[..from].char_indices().next_back().map_or(from, |(i, _)| i)
        });
        let city = text[from..at].char_indices().find_map(|(i, _)| {
            let name = &text[from + i..at];
            cities.contains(name).then_some(from + i)
        });
        if let Some(start) = city {
            counts.entry(&text[start..at + '市'.len_utf8()]).or_insert((0, start)).0 += 1;
        }
    }
    let (name, (_, start)) = counts
        .into_iter()
        .max_by_key(|(_, (count, start))| (*count, usize::MAX - start))?;
    Some(Place {
        name: name.to_owned(),
        level: level_of_city(name),
        span: Span::new(start, start + name.len()),
    })
}

/// Party and organ names that may stand before the territory.
const PREFIXES: [&str; 4] = ["中国共产党", "中共", "关于", "《"];

/// Beginnings of names that speak for the whole country.
const NATION: [&str; 20] = [
    "中华人民共和国",
    "全国人民代表大会",
    "全国人大",
    "国务院",
    "中央",
    "国家",
    "最高人民法院",
    "最高人民检察院",
    "工业和信息化部",
    "教育部",
    "科学技术部",
    "科技部",
    "财政部",
    "司法部",
    "商务部",
    "农业农村部",
    "农业部",
    "生态环境部",
    "市场监管总局",
    "海关总署",
];

const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

/// Cities of prefecture rank and the four municipalities, without 市.
const CITIES: &str = "北京 上海 天津 重庆 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 \
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城 \
哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 \
杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 \
福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 \
郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 \
长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 \
南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 \
贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 \
兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密";

fn level_of_city(name: &str) -> Level {
    if MUNICIPALITIES.contains(&name) {
        Level::Province
    } else {
        Level::City
    }
}

/// The unit that `text` begins with, below `above` if there is one: two to ten characters ending in 省 市 区 县 旗.
fn unit(text: &str, above: Option<&Place>) -> Option<(usize, Level)> {
    for word in ["自治区", "自治州", "自治县"] {
        if let Some(at) = text.find(word).filter(|at| (6..=27).contains(at)) {
            let level = match word {
                "自治区" => Level::Province,
                "自治州" => Level::City,
                _ => Level::County,
            };
            return Some((at + word.len(), level)).filter(|(len, _)| plain(&text[..*len]));
        }
    }
    let (at, c) = text
        .char_indices()
        .skip(1)
        .take(7)
        .find(|(_, c)| matches!(c, '省' | '市' | '区' | '县' | '旗'))?;
    let len = at + c.len_utf8();
    let name = &text[..len];
    let level = match c {
        '省' => Level::Province,
        '市' if above.is_some_and(|p| p.level == Level::City) => Level::County,
        '市' => level_of_city(name),
        _ => Level::County,
    };
    let after_city = above.is_some() && name.chars().count() > LONGEST_DISTRICT;
    let zone = after_city || NO_TERRITORY.iter().any(|z| name.ends_with(z));
    (len >= 2 * '市'.len_utf8() && plain(name) && !zone).then_some((len, level))
}

/// Longest name of a district after its city's, in characters: 浦东新区.
const LONGEST_DISTRICT: usize = 4;

/// Words that end as territories do and are none.
const NO_TERRITORY: [&str; 28] = [
    "开发区",
    "示范区",
    "试验区",
    "园区",
    "高新区",
    "社区",
    "地区",
    "城市",
    "超市",
    "上市",
    "股市",
    "门市",
    "小区",
    "强区",
    "强县",
    "强市",
    "校区",
    "矿区",
    "城区",
    "市区",
    "山区",
    "林区",
    "灾区",
    "特区",
    "景区",
    "库区",
    "保护区",
    "先行区",
];

fn plain(name: &str) -> bool {
    name.chars().all(char::is_alphabetic) && !name.contains(['的', '和', '与', '在', '关', '对'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: Option<(&str, Level)>) {
        let found = leading(name);
        assert_eq!(found.as_ref().map(|p| (p.name.as_str(), p.level)), expect, "{name}");
    }

    #[test]
    fn reads_leading_places() {
        check("杭州市人民政府", Some(("杭州市", Level::City)));
        check("杭州市知识产权保护行动计划", Some(("杭州市", Level::City)));
        check("拱墅区国家知识产权强县建设", Some(("拱墅区", Level::County)));
        check("杭州市拱墅区人民政府", Some(("拱墅区", Level::County)));
        check("上海市优化营商环境条例", Some(("上海市", Level::Province)));
        check("浙江省人民政府", Some(("浙江省", Level::Province)));
        check("中华人民共和国专利法", Some(("全国", Level::Nation)));
        check("内蒙古自治区专利条例", Some(("内蒙古自治区", Level::Province)));
        check("中共杭州市委", Some(("杭州市", Level::City)));
        check("知识产权保护条例", None);
        check("城市更新条例", None);
        check("", None);
    }

    #[test]
    fn finds_the_city_named_most() {
        let place = most_named("设立杭州市基金，宁波市与杭州市合作。").expect("two are named");
        assert_eq!((place.name.as_str(), place.level), ("杭州市", Level::City));
        assert_eq!(most_named("加强城市和超市。市"), None);
        let place = spoken_for("各位代表：我现在代表国务院向大会作报告。北京市").expect("it speaks for the country");
        assert_eq!(place.name, "全国");
        assert_eq!(spoken_for("我代表市人民政府向大会报告工作。"), None);
    }
}
