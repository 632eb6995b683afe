/* ---- small parts ---- */
/* Presence in each document: a cell says what happened on the way there; many documents give bars without words. */
const WORDY = docs.length <= 8, lastSeen = docs.length - 1;
const kindAt = (m, d) => d === m.first ? (d === 0 ? 'first' : 'new') : m.kinds[d] || 'modified';
function strip(m) {
  const said = (d, k) => m.at[d].length ? say(KIND[k][1], KIND[k][2]) : d > m.first && d < m.last ? say('未见', 'absent') : '';
  const kind = d => kindAt(m, d);
  const name = docs.map((x, d) => m.at[d].length || (d > m.first && d < m.last) ? x.id + ' ' + said(d, kind(d)) : '').filter(Boolean).join('，');
  return h('span.strip' + (WORDY ? '' : '.thin'), { role: 'img', 'aria-label': name, title: name }, docs.map((_, d) => {
    if (!m.at[d].length) return h('i.' + (d > m.first && d < m.last ? 'gap' : 'out'));
    const k = kind(d); return h('i.in.' + k, null, WORDY && T(KIND[k][0], KIND[k][3]));
  }));
}
/* The years over the cells. */
function stripHead() {
  return h('span.strip.heads' + (WORDY ? '' : '.thin'), { 'aria-hidden': 'true' }, WORDY ? docs.map((x, d) => h('i', null, x.id.length <= 5 ? x.id : d + 1)) : [h('b', null, docs[0].id), ' – ', h('b', null, docs[lastSeen].id)]);
}
const trendChip = s => [h('span.chip.trend.' + s[1], { title: s[2].join('、') + ' → ' + s[3].join('、') }, h('b', { 'aria-hidden': 'true' }, { stronger: '▲', weaker: '▼', mixed: '±', level: '＝' }[s[1]] || '?'), T(word(s[0])[0] + word(s[1])[0], word(s[0])[1] + ' ' + word(s[1])[1])), ' '];
const swap = (node, ...kids) => { node.textContent = ''; return put(node, kids); };
const option = (value, label, now) => h('option', { value, selected: String(value) === String(now ?? '') }, label);
function choose(name, label, options, now, change) {
  return h('label', null, h('span', null, T(...label)), h('select', { name, onchange: change }, options.map(o => option(o[0], say(...[].concat(o[1], o[1]).slice(0, 2)), now))));
}
const docName = d => docs[d].id + (docs[d].status === 'draft' ? say('（稿）', ' (draft)') : '');
/* Blanks are no change of wording: shown where they stand, never marked. */
const marked = (tag, s, stands) => s.trim() ? [h(tag, null, s)] : stands ? [s] : [];
function diff(l, side) {
  const a = full(C[l.a]), b = full(C[l.b]), out = [];
  for (const e of l.edits) {
    if (e[0] === 0) out.push(side === 'old' ? a.slice(e[1], e[2]) : b.slice(e[3], e[4]));
    else if (e[0] === 1 && side !== 'new') out.push(...marked('del', a.slice(e[1], e[2]), side === 'old'));
    else if (e[0] === 2 && side !== 'old') out.push(...marked('ins', b.slice(e[1], e[2]), true));
  }
  return out.length ? out : [side === 'old' ? a : b];
}
function lit(s, spans) {
  const out = []; let at = 0;
  for (const [from, to] of spans.filter(x => x[1] > x[0]).sort((x, y) => x[0] - y[0])) { if (from < at) continue; out.push(s.slice(at, from), h('mark', null, s.slice(from, to))); at = to; }
  return out.concat(s.slice(at));
}
function compare(l) {
  const [a, b] = [C[l.a], C[l.b]];
  if (l.kind === 'unchanged') return h('div.word', { lang: 'zh-Hans' }, full(b).trim());
  if (l.edits && !l.cols) return h('div.word', { lang: 'zh-Hans' }, diff(l));
  return h('div.cols', null, h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[a.d].id + ' '), lit(full(a), l.ev.map(e => [e[0], e[1]]))), h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[b.d].id + ' '), lit(full(b), l.ev.map(e => [e[2], e[3]]))));
}
const rival = (r, zh, en) => r && h('p', null, T(zh, en), ' ', h('a', { href: toClause(C[r[0]]) }, C[r[0]].id), ` ${pct(r[1])} `, h('span', { lang: 'zh-Hans' }, brief(full(C[r[0]]), 60)));
const brief = (s, n) => { s = s.trim(); return s.length > n ? s.slice(0, n - 1) + '…' : s; };
const strengths = (l, bare) => l.str.length > 0 && h(bare ? 'span' : 'p.strength', null, !bare && T('力度：', 'strength: '), l.str.map(s => [trendChip(s), h('small', { lang: 'zh-Hans' }, s[2].join('、') || '—', ' → ', s[3].join('、') || '—'), ' ']));
/* A file made in the page, offered as a download. */
function offer(content, type, name) {
  const url = URL.createObjectURL(new Blob([content], { type })), a = h('a', { href: url, download: name });
  document.body.append(a); a.click(); a.remove(); setTimeout(() => URL.revokeObjectURL(url), 1000);
}
