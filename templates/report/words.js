/* ---- words ---- */
/* Sign in Chinese, word in Chinese, word in English, sign in English. */
const KIND = {
  first: ['首', '首见', 'first said', 'F'], unchanged: ['沿', '延续', 'unchanged', '='], modified: ['改', '修改', 'reworded', 'R'],
  split: ['分', '拆分', 'split', 'S'], merged: ['合', '合并', 'merged', 'M'], absorbed: ['并', '并入', 'absorbed', 'A'], regrouped: ['组', '重组', 'regrouped', 'G'],
  new: ['新', '新增', 'new', 'N'], dropped: ['止', '未见后续', 'not found later', '×'], revived: ['复', '恢复', 'revived', 'B'],
  cross: ['采', '承自另一序列', 'from another track', 'T'], moved: ['移', '移位', 'moved', '↷'],
  carried: ['沿', '沿用', 'carried on', '→'], 'outside-scope': ['外', '不在范围', 'outside its scope', 'O'], lapsed: ['止', '到期未续', 'lapsed', '×'],
  'occasion-passed': ['过', '时机已过', 'its occasion passed', '×'], 'taken-up': ['采', '已采纳', 'taken up', 'T'], 'not-taken-up': ['未', '未采纳', 'not taken up', '×'], related: ['近', '仅有相关', 'related only', '~'],
};
const WORD = {
  stronger: ['加强', 'stronger'], weaker: ['减弱', 'weaker'], level: ['持平', 'level'], mixed: ['混合', 'mixed'], incomparable: ['不可比', 'not comparable'],
  certainty: ['确定性', 'certainty'], scope: ['范围', 'scope'], actor: ['主体', 'actor'], amount: ['数额', 'amount'], deadline: ['期限', 'deadline'],
  'below-threshold': ['概率低于门槛', 'below the threshold'], 'better-partner': ['另有更近的对应', 'a better partner took its place'], decision: ['审阅者否定', 'a reviewer said no'],
};
const word = k => WORD[k] || (KIND[k] ? KIND[k].slice(1, 3) : [k, k]);
const chip = (kind, more) => { const k = KIND[kind] || ['·', kind, kind, '·']; return h('span.chip.' + kind, null, h('b', { 'aria-hidden': 'true' }, T(k[0], k[3] || '·')), T(k[1], k[2]), more); };
const pct = p => Math.round(p * 100) + '%';
