//! What the words of a line show about its place in an official text: addressees, notes, speakers, annexes, closings.

use super::line::{self, Line, LineEnd};
use crate::document;

/// What follows 附件 and its number, where the line begins so.
pub(super) fn annex_rest(line: &str) -> Option<&str> {
    let rest = line
        .strip_prefix("附件")
        .or_else(|| line.strip_prefix("附录"))
        .or_else(|| line.strip_prefix("附表"))?;
    let rest = rest.trim_start();
    let rest =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c));
    Some(rest.trim())
}

/// 主送机关, or the address of a speech.
pub(super) fn is_salutation(line: &Line, body: &str) -> bool {
    let address = ["同志们", "各位代表", "各位委员", "各位同志", "代表们"]
        .iter()
        .any(|a| body.starts_with(a));
    if address && line.is_short(20) {
        return true;
    }
    let bodies = ["各", "部门", "单位", "政府", "委员会", "公司", "局", "厅"];
    line.end == LineEnd::Colon
        && line.mark.is_none()
        && line.is_short(LONGEST_SALUTATION)
        && !body.contains(['。', '；'])
        && bodies.iter().any(|b| body.contains(b))
        && !["如下", "以下", "下列"].iter().any(|w| body.contains(w))
}

/// Longest list of addressees, in characters.
const LONGEST_SALUTATION: usize = 150;

/// Longest note below a title, in characters: the revisions of an old statute on one line.
const LONGEST_NOTE: usize = 2000;

/// 文号, 题注 or occasion: `杭政函〔2025〕8号`, `（2008年12月27日…通过）`, `——2021年3月5日在…会议上`.
pub(super) fn is_note(line: &Line, body: &str) -> bool {
    let number = line.is_short(30) && body.ends_with('号') && body.contains(['〔', '[', '令', '第', '(', '（', '［']);
    let dated = body.starts_with(['（', '(']) || body.starts_with(|c: char| c.is_ascii_digit());
    let squeezed = if line.is_short(LONGEST_NOTE) {
        line::squeezed(body)
    } else {
        String::new()
    };
    let passed = ["通过", "修正", "修订", "公布", "批准", "施行", "发布", "修改", "印发"]
        .iter()
        .any(|w| squeezed.contains(w));
    let stop_inside = line.end == LineEnd::Stop && !body.ends_with(['）', ')']);
    let told = number || (dated && passed && !stop_inside) || line::is_date(body);
    line.mark.is_none() && (told || document::tells_occasion(body))
}

/// Who gave a report, below its title: `国务院总理　李克强`, `习　近　平`.
pub(super) fn is_speaker(line: &Line, body: &str) -> bool {
    line.end == LineEnd::Open && document::names_speaker(body)
}

/// `本意见自2016年1月11日起施行…` as a paragraph of its own.
pub(super) fn is_closing(body: &str) -> bool {
    let opens = ["本", "以上", "此前", "自"].iter().any(|w| body.starts_with(w));
    let head: String = body.chars().take(60).collect();
    opens
        && ["起施行", "起实施", "起执行", "之日起", "有效期"]
            .iter()
            .any(|w| head.contains(w))
        && head.contains(['自', '有'])
}
