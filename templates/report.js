/* The page's own script: no framework, no request. Document text only ever becomes text nodes. */
(() => {
'use strict';
const D = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id), root = document.documentElement;
const isZh = () => root.lang !== 'en', say = (zh, en) => isZh() ? zh : en;

/* ---- elements ---- */
const CTL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
function put(node, kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false || kid === '') continue;
    node.append(typeof kid === 'object' ? kid : text(String(kid)));
  }
  return node;
}
function h(tag, attrs, ...kids) {
  const [name, ...classes] = tag.split('.'), node = document.createElement(name || 'span');
  if (classes.length) node.className = classes.join(' ');
  return put(set(node, attrs), kids);
}
function set(node, attrs) {
  for (const [key, value] of Object.entries(attrs || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value); else node.setAttribute(key, value === true ? '' : value);
  }
  return node;
}
const NS = 'http://www.w3.org/2000/svg';
const g = (tag, attrs, ...kids) => put(set(document.createElementNS(NS, tag), attrs), kids);
/* Text of a document: marks that turn the direction of writing are shown, not obeyed. */
function text(s) {
  if (!CTL.test(s)) return document.createTextNode(s);
  const box = document.createElement('bdi');
  for (const part of s.split(/([\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])/)) {
    if (CTL.test(part)) { const m = document.createElement('span'); m.className = 'ctl'; m.textContent = '[U+' + part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + ']'; box.append(m); }
    else if (part) box.append(part);
  }
  return box;
}
const T = (zh, en) => [h('span', { lang: 'zh-Hans' }, zh), h('span', { lang: 'en' }, en)];
const flat = s => s.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');

/* ---- words ---- */
const KIND = {
  unchanged: ['沿', '延续', 'unchanged'], modified: ['改', '修改', 'reworded'], split: ['分', '拆分', 'split'], merged: ['合', '合并', 'merged'],
  absorbed: ['并', '并入', 'absorbed'], regrouped: ['组', '重组', 'regrouped'], new: ['新', '新增', 'new'], dropped: ['止', '未见后续', 'not found later'], revived: ['复', '恢复', 'revived'],
  carried: ['沿', '沿用', 'carried on'], 'outside-scope': ['外', '不在范围', 'outside its scope'], lapsed: ['止', '到期未续', 'lapsed'],
  'occasion-passed': ['过', '时机已过', 'its occasion passed'],
  'taken-up': ['采', '已采纳', 'taken up'], 'not-taken-up': ['未', '未采纳', 'not taken up'], moved: ['移', '移位', 'moved'],
};
const WORD = {
  stronger: ['加强', 'stronger'], weaker: ['减弱', 'weaker'], level: ['持平', 'level'], mixed: ['混合', 'mixed'], incomparable: ['不可比', 'not comparable'],
  certainty: ['确定性', 'certainty'], scope: ['范围', 'scope'], actor: ['主体', 'actor'], amount: ['数额', 'amount'], deadline: ['期限', 'deadline'],
  'below-threshold': ['概率低于门槛', 'below the threshold'], 'better-partner': ['另有更近的对应', 'a better partner took its place'], person: ['人工否定', 'refused by a person'],
};
const word = k => WORD[k] || (KIND[k] ? KIND[k].slice(1) : [k, k]);
const chip = (kind, more) => { const k = KIND[kind] || ['·', kind, kind]; return h('span.chip.' + kind, null, h('b', { 'aria-hidden': 'true' }, k[0]), T(k[1], k[2]), more); };
const pct = p => Math.round(p * 100) + ' %';

/* ---- the data with names ---- */
const docs = D.docs;
const C = D.c.map((r, i) => ({ i, id: r[0], d: r[1], up: r[2], kind: r[3], form: r[4], depth: r[5], own: r[6], whole: r[7], b: r[8], ag: [], m: [], o: [], n: [], kids: [] }));
const L = D.l.map((r, i) => ({ i, a: r[0], b: r[1], same: r[2], p: r[3], sim: r[4], kind: r[5], kept: r[6], edits: r[7], ev: r[8], sig: r[9], ro: r[10], rn: r[11], str: r[12], moved: r[13], person: r[14], cols: r[15] }));
const M = D.m.map((r, i) => ({ i, id: r[0], name: r[1], main: r[2], c: r[3], ev: r[4].map(e => ({ k: e[0], from: e[1], to: e[2], a: e[3], b: e[4], p: e[5], near: e[6], into: e[7], note: e[8] })), fates: r[5].map(f => ({ track: f[0], k: f[1], last: f[2], p: f[3], zh: f[4], en: f[5], into: f[6], near: f[7] })), topic: r[6] || '', trend: r[7] }));
D.ag.forEach(a => a[1].forEach(c => C[c].ag.push(a[0])));
const byId = new Map(C.map(c => [c.id, c])), byLineage = new Map(M.map(m => [m.id, m]));
for (const c of C) if (c.up !== null) C[c.up].kids.push(c.i);
for (const l of L) { C[l.a].n.push(l.i); C[l.b].o.push(l.i); }
const full = c => c.whole ?? (c.own.trim() || !c.kids.length ? c.own : c.kids.map(k => full(C[k])).join(''));
const path = c => { const up = []; for (let p = c.up; p !== null; p = C[p].up) { const s = C[p].own.trim(); if (s && C[p].form !== 'sentence') up.unshift(s.length > 42 ? s.slice(0, 41) + '…' : s); } return up; };
for (const m of M) {
  m.at = docs.map(() => []);
  for (const c of m.c) { m.at[C[c].d].push(c); C[c].m.push(m.i); }
  const seen = docs.map((_, d) => d).filter(d => m.at[d].length);
  m.seen = seen; m.first = seen[0]; m.last = seen[seen.length - 1];
  m.kinds = docs.map(() => null);
  for (const e of m.ev) if (e.b.length && e.to !== null) m.kinds[e.to] = e.k;
  m.tops = new Set(m.ev.filter(e => e.b.length || e.k === 'dropped').map(e => e.k));
  m.links = [];
  m.ag = [...new Set(m.c.flatMap(agenciesOf))];
  m.text = (m.name + ' ' + m.id + ' ' + m.c.map(c => full(C[c])).join(' ')).toLowerCase();
  m.fate = (m.fates.find(f => f.track === docs[m.first].track) || m.fates[0] || { k: m.last === docs.length - 1 ? (m.first === m.last ? 'new' : 'carried') : 'dropped', p: null });
}
function agenciesOf(i) { const all = []; for (let c = C[i]; c; c = c.up === null ? null : C[c.up]) all.push(...c.ag); for (const k of C[i].kids) all.push(...C[k].ag); return [...new Set(all)]; }
const inM = new Map(); M.forEach(m => m.c.forEach(c => inM.set(c, m.i)));
L.forEach(l => { l.m = inM.get(l.a) !== undefined && inM.get(l.a) === inM.get(l.b) ? inM.get(l.a) : null; const m = l.m === null ? null : M[l.m]; if (m) { m.links.push(l.i); if (l.moved) m.moved = true; } });
const linkOf = (a, b) => C[a].n.map(i => L[i]).find(l => l.b === b && l.same);

/* ---- addresses ---- */
const enc = encodeURIComponent;
const toLineage = m => '#/lineage/' + enc(m.id), toClause = c => '#/clause/' + enc(c.id);
function address() {
  const [p, q] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = p.split('/').map(s => { try { return decodeURIComponent(s); } catch { return s; } });
  return { view: parts[0] || 'overview', arg: parts.slice(1).join('/'), q: new URLSearchParams(q || '') };
}
const VIEWS = ['overview', 'measures', 'lineage', 'reading', 'table', 'figures', 'method'];
let shown = null;
function go() {
  const at = address();
  let { view } = at;
  if (view === 'clause') { const c = byId.get(at.arg); view = 'reading'; if (c) { at.q.set('old', c.d); at.q.delete('new'); at.clause = c.i; } }
  if (!VIEWS.includes(view)) view = 'overview';
  for (const v of VIEWS) $('v-' + v).hidden = v !== view;
  for (const a of $('nav').children) { const on = a.hash === '#/' + (view === 'lineage' ? 'measures' : view); on ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current'); }
  ({ measures, lineage, reading, table, figures }[view] || (() => {}))(at);
  const head = $('h-' + view);
  document.title = flat(head.innerText || head.textContent) + ' · ' + flat(D.title || D.series) + ' · 沿革';
  if (shown !== null && shown !== view + at.arg) { head.focus({ preventScroll: true }); if (!at.clause && !at.q.get('clause')) scrollTo(0, 0); }
  shown = view + at.arg;
}
addEventListener('hashchange', go);

/* ---- small parts ---- */
function spark(m) {
  const w = docs.length * 22, s = g('svg', { class: 'spark', viewBox: `0 0 ${w} 18`, width: w, height: 18, role: 'img', 'aria-label': m.seen.map(d => docs[d].id).join(' ') });
  for (let k = 1; k < m.seen.length; k++) { const [a, b] = [m.seen[k - 1], m.seen[k]]; s.append(g('line', { x1: a * 22 + 11, x2: b * 22 + 11, y1: 9, y2: 9, class: b - a > 1 ? 'gap' : null })); }
  docs.forEach((_, d) => s.append(g('circle', { cx: d * 22 + 11, cy: 9, r: m.at[d].length ? 6 : 3, class: m.at[d].length ? 'in ' + (m.kinds[d] || '') : 'out' })));
  return s;
}
const swap = (node, ...kids) => { node.textContent = ''; return put(node, kids); };
const option = (value, label, now) => h('option', { value, selected: String(value) === String(now ?? '') }, label);
function choose(name, label, options, now, change) {
  return h('label', null, h('span', null, T(...label)), h('select', { name, onchange: change }, options.map(o => option(o[0], say(...[].concat(o[1], o[1]).slice(0, 2)), now))));
}
const docName = d => docs[d].id + (docs[d].status === 'draft' ? say('（稿）', ' (draft)') : '');
function diff(l, side) {
  const a = full(C[l.a]), b = full(C[l.b]), out = [];
  for (const e of l.edits) {
    if (e[0] === 0) out.push(side === 'old' ? a.slice(e[1], e[2]) : b.slice(e[3], e[4]));
    else if (e[0] === 1 && side !== 'new') out.push(h('del', null, a.slice(e[1], e[2])));
    else if (e[0] === 2 && side !== 'old') out.push(h('ins', null, b.slice(e[1], e[2])));
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
  if (!l.cols) return h('div.word', { lang: 'zh-Hans' }, diff(l));
  return h('div.cols', null, h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[a.d].id + ' '), lit(full(a), l.ev.map(e => [e[0], e[1]]))), h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[b.d].id + ' '), lit(full(b), l.ev.map(e => [e[2], e[3]]))));
}
const rival = (r, zh, en) => r && h('p', null, T(zh, en), ' ', h('a', { href: toClause(C[r[0]]) }, C[r[0]].id), ` ${pct(r[1])} `, h('span', { lang: 'zh-Hans' }, brief(full(C[r[0]]), 60)));
const brief = (s, n) => { s = s.trim(); return s.length > n ? s.slice(0, n - 1) + '…' : s; };
function why(l) {
  const [a, b] = [full(C[l.a]), full(C[l.b])], top = Math.max(0.01, ...l.sig.map(s => Math.abs(s[2])));
  const body = h('div.why', null,
    h('p', null, h('a', { href: toClause(C[l.a]) }, C[l.a].id), ' → ', h('a', { href: toClause(C[l.b]) }, C[l.b].id), ' · ', T('概率', 'probability'), ` ${pct(l.p)} · `, T('字面相似', 'similarity of wording'), ` ${pct(l.sim)} · `, T('旧文保留', 'of the old text kept'), ` ${pct(l.kept)} · `, l.person ? T('人工判定', 'decided by a person') : T('由文本推断', 'inferred')),
    l.kind !== 'unchanged' && h('div.cols', null, h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[C[l.a].d].id + ' '), lit(a, l.ev.map(e => [e[0], e[1]]))), h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[C[l.b].d].id + ' '), lit(b, l.ev.map(e => [e[2], e[3]])))),
    l.ev.length > 0 && h('p', null, T('共有词语：', 'shared phrases: '), [...new Set(l.ev.map(e => a.slice(e[0], e[1]) + (e[4] ? `＝${b.slice(e[2], e[3])}（${e[4]}）` : '')))].slice(0, 16).flatMap((s, i) => [i ? '、' : '', h('mark', { lang: 'zh-Hans' }, s)])),
    h('table.sigs', null, h('tbody', null, [...l.sig].sort((x, y) => Math.abs(y[2]) - Math.abs(x[2])).map(s => h('tr', null, h('th', { scope: 'row' }, D.sig[s[0]]), h('td.num', null, s[1].toFixed(2)), h('td', null, h('i.bar' + (s[2] < 0 ? '.neg' : ''), { style: `width:${Math.round(Math.abs(s[2]) / top * 90)}px` }), ` ${s[2] < 0 ? '−' : '+'}${Math.abs(s[2]).toFixed(2)}`))))),
    rival(l.ro, '旧文的次选对应：', 'runner-up for the old clause: '), rival(l.rn, '新文的次选对应：', 'runner-up for the new clause: '));
  return h('details', null, h('summary', null, T(`为何对应 ${C[l.a].id}`, `Why it answers to ${C[l.a].id}`), ` (${pct(l.p)})`), body);
}
const goesOn = id => { const m = id && byLineage.get(id); return m ? [' → ', h('a', { href: toLineage(m), lang: 'zh-Hans' }, m.name)] : null; };
const strengths = (l, bare) => l.str.length > 0 && h(bare ? 'span' : 'p', null, !bare && T('力度：', 'strength: '), l.str.map(s => [h('span.chip', null, T(word(s[0])[0] + ' ' + word(s[1])[0], word(s[0])[1] + ': ' + word(s[1])[1])), ' ', h('span', { lang: 'zh-Hans' }, s[2].join('、') + (s[2].length || s[3].length ? ' → ' : '') + s[3].join('、')), ' ']));

/* ---- measures ---- */
const COLUMNS = [['name', '措施', 'Measure'], ['first', '各文件', 'Documents'], ['fate', '去向', 'Fate'], ['p', '把握', 'How sure'], ['kind', '变化', 'Change'], ['strength', '力度', 'Strength'], ['topic', '主题与机构', 'Topic, agencies']];
const PAGE = 120;
let rows = [], drawn = 0, query = null;
const chapterOf = m => { const c = C[m.at[m.last][0]]; return c.b === null || c.b === undefined ? '' : D.b[c.b][1]; };
M.forEach(m => { m.chapter = chapterOf(m); m.kind = m.seen.length > 1 ? (m.kinds[m.last] || 'modified') : 'new'; });
function measures({ q }) {
  query = q;
  if (!$('filters').children.length || $('filters').dataset.lang !== root.lang) buildFilters();
  for (const e of $('filters').elements) if (e.name) { if (e.type === 'checkbox') e.checked = q.get(e.name) === '1'; else if (e !== document.activeElement || e.type !== 'search') e.value = q.get(e.name) || ''; }
  filter();
}
function buildFilters() {
  const form = $('filters'), doc = docs.map((_, d) => [d, docName(d)]), any = ['', ['全部', 'all']];
  const fates = [...new Set(M.filter(m => m.main).map(m => m.fate.k))], kinds = [...new Set(M.flatMap(m => [...m.tops]))].filter(k => k !== 'dropped');
  const agencies = [...new Set(M.flatMap(m => m.ag))].sort(), strengths = [...new Set(M.flatMap(m => (m.trend || []).map(s => s[1])))], topics = [...new Set(M.map(m => m.topic).filter(Boolean))];
  form.dataset.lang = root.lang;
  swap(form,
    h('label', null, h('span', null, T('检索', 'Search')), h('input', { type: 'search', name: 'q', autocomplete: 'off', oninput: typed })),
    choose('fate', ['去向', 'Fate'], [any, ...fates.map(k => [k, word(k)])], '', picked),
    choose('kind', ['发生过', 'Happened'], [any, ...kinds.map(k => [k, word(k)])], '', picked),
    choose('in', ['见于', 'Stands in'], [any, ...doc], '', picked), choose('first', ['首见于', 'First said in'], [any, ...doc], '', picked), choose('last', ['末见于', 'Last found in'], [any, ...doc], '', picked),
    choose('block', ['章节', 'Chapter'], [any, ...D.b.map((b, i) => [i, docs[b[0]].id + ' ' + flat(b[1])])], '', picked),
    topics.length > 0 && choose('topic', ['主题', 'Topic'], [any, ...topics.map(t => [t, flat(t)])], '', picked),
    strengths.length > 0 && choose('strength', ['力度', 'Strength'], [any, ...strengths.map(k => [k, word(k)])], '', picked),
    agencies.length > 0 && choose('agency', ['机构', 'Agency'], [any, ...agencies.map(a => [a, flat(a)])], '', picked),
    h('label.box', null, h('input', { type: 'checkbox', name: 'all', value: '1', onchange: picked }), h('span', null, T('含指导思想、附则等', 'with boilerplate'))));
  form.onsubmit = e => e.preventDefault();
}
function state() {
  const q = new URLSearchParams();
  for (const e of $('filters').elements) if (e.name) { const v = e.type === 'checkbox' ? (e.checked ? '1' : '') : e.value.trim(); if (v) q.set(e.name, v); }
  for (const k of ['sort', 'dir', 'strand']) if (query && query.get(k)) q.set(k, query.get(k));
  return q;
}
const where = q => '#/measures' + (String(q) ? '?' + q : '');
function typed() { query = state(); history.replaceState(null, '', where(query)); filter(); }
function picked() { location.hash = where(state()); }
function filter() {
  const q = query, words = (q.get('q') || '').toLowerCase().split(/\s+/).filter(Boolean), num = k => q.get(k) === null ? null : Number(q.get(k));
  const [inD, first, last, block, strand] = ['in', 'first', 'last', 'block', 'strand'].map(num), set = strand === null || !D.s[strand] ? null : new Set(D.s[strand][3]);
  const pool = M.filter(m => m.main || q.get('all') === '1');
  rows = pool.filter(m => words.every(w => m.text.includes(w)) && (!q.get('fate') || m.fate.k === q.get('fate') || m.fates.some(f => f.k === q.get('fate'))) && (!q.get('kind') || m.tops.has(q.get('kind')))
    && (inD === null || m.seen.includes(inD)) && (first === null || m.first === first) && (last === null || m.last === last)
    && (block === null || m.c.some(c => C[c].b === block)) && (!set || set.has(m.i)) && (!q.get('strength') || (m.trend || []).some(s => s[1] === q.get('strength'))) && (!q.get('topic') || m.topic === q.get('topic')) && (!q.get('agency') || m.ag.includes(q.get('agency'))));
  const sort = q.get('sort'), dir = q.get('dir') === 'desc' ? -1 : 1;
  const key = { name: m => m.name, first: m => m.seen.join(), fate: m => word(m.fate.k)[0], p: m => sure(m) ?? -1, kind: m => word(m.kind)[0], topic: m => m.topic, strength: m => (m.trend || []).map(s => s[1]).join() }[sort];
  if (key) { const keyed = rows.map(m => [key(m), m]); keyed.sort((a, b) => (typeof a[0] === 'number' ? a[0] - b[0] : collator.compare(a[0], b[0])) * dir || a[1].i - b[1].i); rows = keyed.map(x => x[1]); }
  swap($('count'), T(`${rows.length} / ${pool.length} 条措施`, `${rows.length} of ${pool.length} measures`), set && [' · ', T('图中所选', 'chosen in the picture')]);
  head(sort, dir); drawn = 0; $('mt').tBodies[0].textContent = ''; draw();
}
const collator = new Intl.Collator('zh-Hans');
/* How sure the fate is. */
function sure(m) { return m.fate.p; }
function head(sort, dir) {
  swap($('mt').tHead, h('tr', null, COLUMNS.map(([k, zh, en]) => h('th', { scope: 'col', 'aria-sort': sort === k ? (dir < 0 ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', onclick: () => { const q = state(); q.set('sort', k); sort === k && dir > 0 ? q.set('dir', 'desc') : q.delete('dir'); location.hash = where(q); } }, T(zh, en), sort === k ? (dir < 0 ? ' ▼' : ' ▲') : '')))));
}
function draw() {
  const body = $('mt').tBodies[0], words = (query.get('q') || '').split(/\s+/).filter(Boolean), end = Math.min(rows.length, drawn + PAGE), bag = document.createDocumentFragment();
  for (; drawn < end; drawn++) bag.append(line(rows[drawn], words));
  body.append(bag);
  swap($('more'), drawn < rows.length && h('button', { type: 'button', onclick: draw }, T(`再显示（余 ${rows.length - drawn} 条）`, `Show more (${rows.length - drawn} left)`)));
}
new IntersectionObserver(e => { if (e[0].isIntersecting && drawn && drawn < rows.length && !$('v-measures').hidden) draw(); }, { rootMargin: '600px' }).observe($('more'));
function line(m, words) {
  const c = C[m.at[m.last][0]], quote = full(c).trim();
  return h('tr', null,
    h('td', null, h('a.name', { href: toLineage(m), lang: 'zh-Hans' }, m.name), ' ', h('small', null, '№ ' + (m.i + 1)), h('span.q', { lang: 'zh-Hans' }, words.length ? hits(around(quote, words), words) : brief(quote, 110))),
    h('td', null, spark(m), ' ', h('small', null, m.seen.map(d => docs[d].id).join(' '))),
    h('td', null, chip(m.fate.k)), h('td.num', null, sure(m) === null || sure(m) === undefined ? '' : pct(sure(m))),
    h('td', null, m.seen.length > 1 ? [...new Set(m.seen.slice(1).map(d => m.kinds[d] || 'modified'))].map(k => [chip(k), ' ']) : null, m.moved && chip('moved')),
    h('td', null, (m.trend || []).filter(s => s[1] !== 'level').map(s => [h('span.chip', null, T(word(s[0])[0] + ' ' + word(s[1])[0], word(s[0])[1] + ': ' + word(s[1])[1])), ' '])),
    h('td', { lang: 'zh-Hans' }, h('b', null, m.topic), m.topic && h('br'), h('small', null, m.ag.length ? brief(m.ag.join('、'), 36) : m.chapter)));
}
function around(s, words) { const at = s.toLowerCase().indexOf(words[0].toLowerCase()); return at > 40 ? '…' + s.slice(at - 30, at + 80) : s; }
function hits(s, words) { const spans = []; const low = s.toLowerCase(); for (const w of words) for (let at = low.indexOf(w.toLowerCase()); at >= 0; at = low.indexOf(w.toLowerCase(), at + w.length)) spans.push([at, at + w.length]); return lit(s, spans); }
const cell = s => { s = String(s ?? ''); if (/^[=+\-@\t\r]/.test(s)) s = "'" + s; return '"' + s.replace(/"/g, '""') + '"'; };
function csv() {
  const lines = [['lineage', 'name', 'fate', 'confidence', 'documents', 'changes', 'topic', 'chapter', 'agencies', ...docs.map(d => d.id)], ...rows.map(m => [m.id, m.name, m.fate.k, sure(m), m.seen.map(d => docs[d].id).join(' '), m.seen.slice(1).map(d => `${docs[d].id}:${m.kinds[d] || ''}`).join(' '), m.topic, m.chapter, m.ag.join('；'), ...docs.map((_, d) => m.at[d].map(c => full(C[c]).trim()).join('\n'))])];
  const url = URL.createObjectURL(new Blob(['\uFEFF' + lines.map(l => l.map(cell).join(',')).join('\r\n') + '\r\n'], { type: 'text/csv' }));
  const a = h('a', { href: url, download: D.series + '-selection.csv' }); document.body.append(a); a.click(); a.remove(); setTimeout(() => URL.revokeObjectURL(url), 1000);
}
$('csv').onclick = csv;
$('clear').onclick = () => { location.hash = '#/measures'; };
$('link').onclick = async () => { const b = $('link'), was = [...b.childNodes], url = location.href.split('#')[0] + where(state()); try { await navigator.clipboard.writeText(url); swap(b, T('已复制', 'copied')); } catch { prompt(say('请复制链接', 'Copy this link'), url); } setTimeout(() => swap(b, was), 1500); };

/* ---- biography ---- */
function lineage({ arg }) {
  const m = byLineage.get(arg), bio = $('bio');
  if (!m) { swap($('h-lineage'), T('没有这条谱系', 'No such lineage')); swap(bio, h('p', null, arg)); return; }
  $('back').href = where(query || '');
  swap($('h-lineage'), h('span', { lang: 'zh-Hans' }, m.name));
  swap(bio,
    h('p', null, h('small', null, '№ ' + (m.i + 1) + ' · ', T('编号', 'id'), ' ', h('code', null, m.id)), ' ', spark(m)),
    m.fates.map(f => h('p', null, m.fates.length > 1 && [h('span.chip', null, f.track), ' '], chip(f.k), ' ', f.p !== null && h('small', null, T('把握', 'confidence'), ' ', pct(f.p)), ' ', (f.zh || f.en) && T(f.zh, f.en), goesOn(f.into))),
    m.trend && m.trend.length > 0 && h('p', null, T('力度（末次对首次）：', 'strength, last wording against first: '), strengths({ str: m.trend }, true)),
    m.ag.length > 0 && h('p', null, T('责任机构：', 'responsible: '), h('span', { lang: 'zh-Hans' }, m.ag.join('、'))),
    h('ol.life', null, docs.map((d, i) => m.at[i].length ? present(m, i) : absent(m, i))));
}
function present(m, d) {
  const before = m.seen.filter(x => x < d).pop(), kind = d === m.first ? 'new' : m.kinds[d] || 'modified';
  return h('li.k-' + kind, null, h('h2', null, docs[d].id, ' ', chip(kind), ' ', h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), m.ev.filter(e => e.to === d && e.note).map(e => h('p', null, T(...e.note))),
    m.at[d].map(c => {
      const links = C[c].o.map(i => L[i]).filter(l => l.same && m.c.includes(l.a)), near = before === undefined ? [] : links.filter(l => C[l.a].d === before), main = near.sort((x, y) => y.p - x.p)[0] || links.sort((x, y) => y.p - x.p)[0];
      return [h('p.place', null, h('a', { href: toClause(C[c]) }, C[c].id), ' ', h('span', { lang: 'zh-Hans' }, path(C[c]).join(' › '))),
        main ? [compare(main), main.moved && h('p', null, chip('moved'), ' ', h('span', { lang: 'zh-Hans' }, main.moved.join(' → '))), strengths(main)] : h('div.word', { lang: 'zh-Hans' }, full(C[c]).trim()),
        links.map(why)];
    }), d === m.first && d > 0 && nearest(m, m.ev.filter(e => e.k === 'new')));
}
function absent(m, d) {
  if (d < m.first) return null;
  const ev = m.ev.filter(e => e.to === d && (!e.b.length || e.into)), fate = m.fates.find(f => f.track === docs[d].track), k = ev.length ? ev[0].k : d > m.last && fate && !['carried', 'new'].includes(fate.k) ? fate.k : null;
  return h('li.absent', null, h('h2', null, docs[d].id, ' ', k ? chip(k) : h('span.chip', null, T('此处未见', 'not found here')), ' ', ev.length > 0 && h('small', null, T('把握', 'confidence'), ' ', pct(ev[0].p)), h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), ev.map(e => [e.note && h('p', null, T(...e.note)), e.into && h('p', null, goesOn(e.into))]), nearest(m, ev.length ? ev : fate && fate.near && docs[d].track === fate.track ? [{ near: fate.near.filter(n => C[n[1]].d === d) }] : []));
}
function nearest(m, ev) {
  const seen = new Set(), near = ev.flatMap(e => e.near).sort((x, y) => y[2] - x[2]).filter(n => !seen.has(n[1]) && seen.add(n[1])).slice(0, 5);
  if (!near.length) return null;
  return h('details', { open: true }, h('summary', null, T('最接近而未被采纳的候选', 'Nearest candidates, not accepted')),
    h('ol.near', null, near.map(n => h('li', null, h('b', null, pct(n[2])), ' ', h('a', { href: toClause(C[n[1]]) }, C[n[1]].id), ' ', h('small', null, T(...word(n[3]))), ' ', h('span', { lang: 'zh-Hans' }, full(C[n[1]]).trim())))));
}

/* ---- reading ---- */
function reading(at) {
  const q = at.q, old = clamp(q.get('old'), 0), one = at.clause !== undefined || (q.has('old') && !q.has('new')), fresh = one ? null : clamp(q.get('new'), docs.length - 1);
  const list = docs.map((_, d) => [d, docName(d)]);
  const change = () => { const f = $('pick'); location.hash = '#/reading?old=' + f.elements.old.value + (f.elements.new.value === '' ? '' : '&new=' + f.elements.new.value); };
  swap($('pick'), choose('old', ['左', 'Left'], list, old, change), choose('new', ['右', 'Right'], [['', ['（单篇，按首见年份着色）', '(one text, coloured by first said in)']], ...list], fresh ?? '', change),
    !one && h('label.box', null, h('input', { type: 'checkbox', id: 'sync', checked: true }), h('span', null, T('同步滚动', 'scroll together'))));
  $('pick').onsubmit = e => e.preventDefault();
  one ? alone(old) : beside(old, fresh);
  if (at.clause !== undefined) focusClause(at.clause);
}
const clamp = (v, other) => { const n = v === null ? NaN : Number(v); return Number.isInteger(n) && n >= 0 && n < docs.length ? n : Math.max(0, other); };
/* One document as running text; `mark(clause)` gives class, title and address of a compared clause. */
function page(d, mark) {
  const out = [h('h2', { lang: 'zh-Hans' }, docs[d].title)], from = docs[d].at; let p = null;
  for (let i = from; i < from + docs[d].n; i++) {
    const c = C[i], inside = c.up !== null && C[c.up].form === 'sentence';
    if (inside) continue;
    const s = full(c).trim(), head = c.form === 'section' || ((c.form === 'item' || c.form === 'article') && c.kids.length);
    if (!(c.own.trim() || (c.whole && c.form === 'sentence'))) { if (c.form === 'paragraph' || c.form === 'item') p = null; continue; }
    const linked = inM.has(i), node = linked ? h('a', Object.assign({ id: 'c' + i, 'data-c': i, lang: 'zh-Hans' }, mark(c)), s) : h('span', { id: 'c' + i, lang: 'zh-Hans' }, head ? c.own.trim() : s);
    if (head) { p = null; out.push(h(c.depth > 1 ? 'h4' : 'h3', null, node)); }
    else { if (!p || c.form !== 'sentence' || C[i].up !== p.up) { p = h('p'); p.up = c.up; out.push(p); } put(p, [node]); }
  }
  return out;
}
function alone(d) {
  const firsts = [...new Set(M.filter(m => m.at[d].length).map(m => m.first))].sort();
  swap($('panes'), h('div.pane', { tabindex: 0, role: 'region', 'aria-label': docs[d].id },
    h('p.key', null, T('首见于：', 'first said in: '), firsts.map(f => h('span', null, h('i.y' + f % 6), docs[f].id))),
    page(d, c => { const m = M[inM.get(c.i)]; return { class: 's y y' + m.first % 6, href: toLineage(m), title: say('首见于 ', 'first said in ') + docs[m.first].id + ' · ' + flat(m.name) }; })));
  $('panes').className = 'panes one';
}
function beside(a, b) {
  const swapSides = a > b; const mark = (other, newer) => c => {
    const ls = partners(c, other);
    return { class: 's ' + (ls.length ? 'linked' + (ls.some(x => x.l.moved) ? ' moved' : '') : 'none'), href: toLineage(M[inM.get(c.i)]), 'data-to': ls.map(x => x.c).join(' ') || null, title: ls.length ? say('对应 ', 'answers to ') + ls.map(x => C[x.c].id + ' ' + pct(x.l.p)).join('，') : newer ? say('未见对应', 'nothing answers to it') : say('未见后续', 'not found later') };
  };
  const left = h('div.pane' + (swapSides ? '.newside' : ''), { tabindex: 0, role: 'region', 'aria-label': docs[a].id }, page(a, mark(b, swapSides))), right = h('div.pane' + (swapSides ? '' : '.newside'), { tabindex: 0, role: 'region', 'aria-label': docs[b].id + ' ' }, page(b, mark(a, !swapSides))), gut = g('svg', { class: 'gut', 'aria-hidden': 'true' });
  $('panes').className = 'panes'; swap($('panes'), left, gut, right);
  if (a === b) return;
  const ties = [...left.querySelectorAll('[data-to]')].flatMap(x => x.dataset.to.split(' ').map(t => [x, right.querySelector('#c' + t)])).filter(t => t[1]);
  let hot = null, asked = 0;
  const lines = () => {
    asked = 0; const box = gut.getBoundingClientRect(); gut.textContent = ''; if (!box.width) return;
    const mid = e => { const r = e.getBoundingClientRect(); return r.top + r.height / 2 - box.top; };
    for (const [x, y] of ties) { const [u, v] = [mid(x), mid(y)]; const on = hot && (hot === x || hot === y); if (!on && (Math.max(u, v) < 0 || Math.min(u, v) > box.height || (Math.abs(u - v) > box.height * 1.5))) continue; gut.append(g('path', { d: `M0 ${u}C32 ${u} 32 ${v} 64 ${v}`, class: (x.classList.contains('moved') ? 'far ' : '') + (on ? 'hot' : '') })); }
  };
  const ask = () => { if (!asked) asked = requestAnimationFrame(lines); };
  const partnerOf = e => ties.filter(t => t[0] === e || t[1] === e).map(t => t[0] === e ? t[1] : t[0]);
  let leader = null;
  const follow = (x, y) => () => {
    ask(); if (leader !== x || !$('sync') || !$('sync').checked) return;
    const top = x.getBoundingClientRect().top, third = x.clientHeight / 3; let best = null;
    for (const e of x.querySelectorAll('[data-to]')) { const off = e.getBoundingClientRect().top - top; if (best === null || Math.abs(off - third) < Math.abs(best[1] - third)) best = [e, off]; if (off > third * 2) break; }
    if (!best) return; const mate = partnerOf(best[0])[0]; if (mate) y.scrollTop += mate.getBoundingClientRect().top - y.getBoundingClientRect().top - best[1];
  };
  for (const [x, y] of [[left, right], [right, left]]) {
    for (const e of ['pointerenter', 'focusin', 'wheel', 'touchstart', 'keydown']) x.addEventListener(e, () => { leader = x; }, { passive: true });
    x.addEventListener('scroll', follow(x, y), { passive: true });
    const heat = on => e => { const s = e.target.closest('.s'); if (!s) return; hot = on ? s : null; for (const n of [s, ...partnerOf(s)]) n.classList.toggle('hot', on); ask(); };
    for (const [e, on] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]]) x.addEventListener(e, heat(on));
  }
  new ResizeObserver(ask).observe(left); ask();
}
function partners(c, other) {
  const out = [];
  for (const i of c.n) { const l = L[i]; if (l.same && C[l.b].d === other) out.push({ l, c: l.b }); }
  for (const i of c.o) { const l = L[i]; if (l.same && C[l.a].d === other) out.push({ l, c: l.a }); }
  return out;
}
function focusClause(i) {
  let c = C[i]; while (c && !$('c' + c.i)) c = c.up === null ? null : C[c.up];
  const node = c && $('c' + c.i); if (!node) return;
  node.classList.add('s', 'hot'); node.scrollIntoView({ block: 'center' }); if (node.href) node.focus({ preventScroll: true });
}

/* ---- correlation table ---- */
function table({ q }) {
  const old = clamp(q.get('old'), docs.length - 2), fresh = clamp(q.get('new'), docs.length - 1), back = q.get('by') === 'new', list = docs.map((_, d) => [d, docName(d)]);
  const change = () => { const f = $('tpick').elements; location.hash = `#/table?old=${f.old.value}&new=${f.new.value}&by=${f.by.value}`; };
  swap($('tpick'), choose('old', ['旧文件', 'Older'], list, old, change), choose('new', ['新文件', 'Newer'], list, fresh, change), choose('by', ['次序', 'Order'], [['old', ['去向表：按旧文件', 'where each clause went']], ['new', ['来源表：按新文件', 'what each clause answers to']]], back ? 'new' : 'old', change));
  $('tpick').onsubmit = e => e.preventDefault();
  swap($('tables'), old >= fresh ? h('p.note', null, docs.length < 2 ? T('本系列只有一份文件。', 'The series has one document only.') : T('请选择先后两份文件。', 'Choose an older and a newer document.')) : correlation(old, fresh, back));
}
function correlation(old, fresh, back) {
  const group = new Map(), find = x => { while (group.get(x) !== x) x = group.get(x); return x; };
  M.forEach(m => m.c.forEach(c => { if (C[c].d === old || C[c].d === fresh) group.set(c, c); }));
  const links = L.filter(l => l.same && C[l.a].d === old && C[l.b].d === fresh);
  for (const l of links) for (const e of [l.a, l.b]) if (!group.has(e)) group.set(e, e);
  for (const l of links) { const [x, y] = [find(l.a), find(l.b)]; if (x !== y) group.set(Math.max(x, y), Math.min(x, y)); }
  const all = new Map(); for (const c of [...group.keys()].sort((x, y) => x - y)) { const r = find(c); if (!all.has(r)) all.set(r, { a: [], b: [], l: [] }); all.get(r)[C[c].d === old ? 'a' : 'b'].push(c); }
  for (const l of links) all.get(find(l.a)).l.push(l);
  const rows = [...all.values()], [x, y] = back ? ['b', 'a'] : ['a', 'b'];
  rows.sort((p, q) => (p[x].length ? 0 : 1) - (q[x].length ? 0 : 1) || (p[x][0] ?? p[y][0]) - (q[x][0] ?? q[y][0]));
  const head = d => h('th', { scope: 'col' }, docs[d].id, h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), none = rows.filter(r => !r.b.length).length, fresh1 = rows.filter(r => !r.a.length).length;
  return [h('p', null, T(`${rows.length} 行：${rows.length - none - fresh1} 行相对应，${none} 行在 ${docs[fresh].id} 中未见后续，${fresh1} 行为新增。`, `${rows.length} rows: ${rows.length - none - fresh1} correspond, ${none} are not found in ${docs[fresh].id}, ${fresh1} are new.`)),
    h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': say('对照表', 'Correlation table') }, h('table.grid.corr', null, h('thead', null, h('tr', null, head(back ? fresh : old), h('th', { scope: 'col' }, T('变化', 'Change')), head(back ? old : fresh))), h('tbody', null, rows.map(r => {
      const one = r.l.length === 1 && r.a.length === 1 && r.b.length === 1 && !r.l[0].cols && r.l[0].kind !== 'unchanged' ? r.l[0] : null;
      const kind = !r.a.length ? 'new' : !r.b.length ? 'dropped' : r.a.length === 1 && r.b.length === 1 ? r.l.every(l => l.kind === 'unchanged') ? 'unchanged' : 'modified' : r.a.length === 1 ? 'split' : r.b.length === 1 ? 'merged' : 'regrouped';
      const side = (ids, name) => h('td', null, ids.length ? ids.map(c => h('p', null, h('a', { href: toClause(C[c]) }, h('small', null, C[c].id)), ' ', h('span', { lang: 'zh-Hans' }, one ? diff(one, name) : full(C[c]).trim()))) : h('span.void', null, name === 'new' ? T('（未见后续）', '(not found later)') : T('（未见对应）', '(nothing answers to it)')));
      const sides = [side(r.a, 'old'), side(r.b, 'new')], m = inM.get((r.a.length ? r.a : r.b)[0]);
      return h('tr', null, back ? sides[1] : sides[0], h('td', null, chip(kind), h('br'), r.l.length > 0 && h('small', null, 'p ', r.l.length > 1 ? '≥ ' : '', pct(Math.min(...r.l.map(l => l.p)))), ' ', m !== undefined && h('a', { href: toLineage(M[m]) }, h('small', null, '№ ' + (m + 1)))), back ? sides[0] : sides[1]);
    }))))];
}

/* ---- figures ---- */
function figures() {
  const by = new Map(); for (const m of M) for (const c of m.c) for (const a of agenciesOf(c)) { if (!by.has(a)) by.set(a, docs.map(() => new Set())); by.get(a)[C[c].d].add(m.i); }
  const sum = s => s.reduce((n, x) => n + x.size, 0), rows = [...by].sort((x, y) => sum(y[1]) - sum(x[1]));
  swap($('agencies'), rows.length ? h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': say('责任机构', 'Agencies') }, h('table.grid', null, h('thead', null, h('tr', null, h('th', { scope: 'col' }, T('机构（原文名称）', 'Agency, as printed')), docs.map(d => h('th.num', { scope: 'col' }, d.id)))), h('tbody', null, rows.map(([a, s]) => h('tr', null, h('th', { scope: 'row', lang: 'zh-Hans' }, h('a', { href: '#/measures?agency=' + enc(a) }, a)), s.map(x => h('td.num', null, x.size || '')))))))
    : h('p.note', null, T('这些文件没有按条款列明责任机构。', 'These documents name no responsible agencies by clause.')));
}

/* ---- the picture ---- */
const svg = document.querySelector('.alluvial'), tip = $('tip');
if (svg) {
  const related = a => { const s = a.dataset.s, b = a.dataset.b; return b === undefined ? [a] : D.s.flatMap((x, i) => String(x[0]) === b || String(x[1]) === b ? [svg.querySelector(`[data-s="${i}"]`)] : []); };
  const show = e => { const a = e.target.closest('a'); if (!a) return; svg.querySelectorAll('.hot').forEach(x => x.classList.remove('hot')); svg.classList.add('on'); related(a).forEach(x => x && x.classList.add('hot')); tip.hidden = false; tip.textContent = a.dataset[isZh() ? 'zh' : 'en']; const r = a.getBoundingClientRect(), x = e.clientX || r.left + r.width / 2, y = e.clientY || r.top; tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px'; tip.style.top = Math.max(8, y - tip.offsetHeight - 12) + 'px'; };
  const hide = () => { svg.classList.remove('on'); tip.hidden = true; };
  svg.addEventListener('mousemove', show); svg.addEventListener('focusin', show); svg.addEventListener('mouseleave', hide); svg.addEventListener('focusout', hide);
  addEventListener('keydown', e => { if (e.key === 'Escape') hide(); });
}
$('ask').onsubmit = e => { e.preventDefault(); location.hash = where(new URLSearchParams({ q: $('ask-q').value.trim() })); };

/* ---- language, theme, print ---- */
function relabel() {
  const zh = isZh(), b = $('lang'); b.textContent = zh ? 'English' : '中文'; b.lang = zh ? 'en' : 'zh-Hans';
  for (const e of document.querySelectorAll('[data-zh]')) { const s = e.dataset[zh ? 'zh' : 'en']; e.tagName === 'INPUT' ? e.placeholder = s : e.setAttribute('aria-label', s); }
}
const keep = (k, v) => { try { v === undefined ? v = localStorage.getItem(k) : localStorage.setItem(k, v); } catch { /* a page opened from disk may have no storage */ } return v; };
$('lang').onclick = () => { root.lang = isZh() ? 'en' : 'zh-Hans'; keep('yange-lang', root.lang); relabel(); go(); };
const dark = on => { root.dataset.theme = on ? 'dark' : 'light'; $('theme').setAttribute('aria-pressed', on); };
$('theme').onclick = () => { const on = root.dataset.theme !== 'dark'; dark(on); keep('yange-theme', on ? 'dark' : 'light'); };
dark(keep('yange-theme') ? keep('yange-theme') === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
if (['en', 'zh-Hans'].includes(keep('yange-lang'))) root.lang = keep('yange-lang');
$('print').onclick = () => print();
addEventListener('beforeprint', () => { while (drawn < rows.length && !$('v-measures').hidden) draw(); document.querySelectorAll('.view:not([hidden]) details:not([open])').forEach(d => { if (!d.querySelector('.sigs')) { d.open = true; d.dataset.opened = '1'; } }); });
addEventListener('afterprint', () => document.querySelectorAll('details[data-opened]').forEach(d => { d.open = false; delete d.dataset.opened; }));
$('skip').onclick = e => { e.preventDefault(); $('main').focus(); };
relabel(); go();
})();
