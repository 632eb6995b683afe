/* ---- measures ---- */
VIEWS.measures = measures;
const COLUMNS = [['name', '措施', 'Measure'], ['first', '见于', 'Stands in'], ['fate', '去向', 'Fate'], ['p', '把握', 'How sure'], ['kind', '变化', 'Change'], ['strength', '力度', 'Strength'], ['topic', '主题与机构', 'Topic, agencies']];
const PAGE = 40;
let rows = [], drawn = 0, query = null;
const chapterOf = m => { const c = C[m.at[m.last][0]]; return c.b === null || c.b === undefined ? '' : D.b[c.b][1]; };
const turned = m => (m.trend || []).filter(s => s[1] !== 'level' && s[1] !== 'incomparable');
for (const m of M) { m.chapter = chapterOf(m); m.kind = m.seen.length > 1 ? (m.kinds[m.last] || 'modified') : 'new'; if (m.moved) m.tops.add('moved'); }
const hasStrength = M.some(m => turned(m).length);
const columns = COLUMNS.filter(c => c[0] !== 'strength' || hasStrength);
function measures({ q }) {
  query = q;
  if (!$('filters').children.length || $('filters').dataset.lang !== root.lang) buildFilters();
  for (const e of $('filters').elements) if (e.name) { if (e.type === 'checkbox') e.checked = q.get(e.name) === '1'; else if (e !== document.activeElement || e.type !== 'search') e.value = q.get(e.name) || ''; }
  filter();
}
function buildFilters() {
  const form = $('filters'), doc = docs.map((_, d) => [d, docName(d)]), any = ['', ['全部', 'all']], main = M.filter(m => m.main);
  const all = (of, pool = main) => [...new Set(pool.flatMap(of))].filter(Boolean);
  const fates = all(m => m.fates.length ? m.fates.map(f => f.k) : [m.fate.k]), kinds = all(m => [...m.tops]).filter(k => k !== 'dropped');
  const agencies = all(m => m.ag, M).sort(), strengths = hasStrength ? all(m => turned(m).map(s => s[1])) : [], topics = all(m => [m.topic]);
  form.dataset.lang = root.lang;
  swap(form,
    h('label.grow', null, h('span', null, T('检索原文与名称', 'Search texts and names')), h('input', { type: 'search', name: 'q', autocomplete: 'off', oninput: typed })),
    h('button.toggle', { type: 'button', 'aria-expanded': 'false', onclick: e => e.currentTarget.setAttribute('aria-expanded', form.classList.toggle('open')) }, T('筛选', 'Filters')),
    choose('fate', ['去向', 'Fate'], [any, ...fates.map(k => [k, word(k)])], '', picked),
    choose('kind', ['发生过', 'Happened'], [any, ...kinds.map(k => [k, word(k)])], '', picked),
    choose('in', ['见于', 'Stands in'], [any, ...doc], '', picked), choose('first', ['首见于', 'First said in'], [any, ...doc], '', picked), choose('last', ['末见于', 'Last found in'], [any, ...doc], '', picked),
    choose('block', ['章节', 'Chapter'], [any, ...D.b.map((b, i) => [i, docs[b[0]].id + ' ' + flat(b[1])])], '', picked),
    topics.length > 1 && choose('topic', ['主题', 'Topic'], [any, ...topics.map(t => [t, flat(t)])], '', picked),
    strengths.length > 0 && choose('strength', ['力度', 'Strength'], [any, ...strengths.map(k => [k, word(k)])], '', picked),
    agencies.length > 0 && choose('agency', ['机构', 'Agency'], [any, ...agencies.map(a => [a, flat(a)])], '', picked),
    M.some(m => !m.main) && h('label.box', null, h('input', { type: 'checkbox', name: 'all', value: '1', onchange: picked }), h('span', null, T('含指导思想、附则等', 'with boilerplate'))));
  form.onsubmit = e => e.preventDefault();
}
function state() {
  const q = new URLSearchParams();
  for (const e of $('filters').elements) if (e.name) { const v = e.type === 'checkbox' ? (e.checked ? '1' : '') : e.value.trim(); if (v) q.set(e.name, v); }
  for (const k of ['sort', 'dir', 'strand', 'away', 'alone']) if (query && query.get(k)) q.set(k, query.get(k));
  if (query && (query.get('block') || '').includes('.') && !q.has('block')) q.set('block', query.get('block'));
  return q;
}
const where = q => '#/measures' + (String(q) ? '?' + q : '');
function typed() { query = state(); history.replaceState(null, '', where(query)); filter(); }
function picked() { location.hash = where(state()); }
/* What the address asks for, as one question to a measure; `alone` leaves out what goes on in, or comes from, another one. */
function wanted(q) {
  const num = k => q.get(k) === null || q.get(k) === '' ? null : Number(q.get(k)), is = k => q.get(k) || null;
  const words = (q.get('q') || '').toLowerCase().split(/\s+/).filter(Boolean), [inD, first, last, strand, away] = ['in', 'first', 'last', 'strand', 'away'].map(num);
  const [fate, kind, topic, strength, agency, alone] = ['fate', 'kind', 'topic', 'strength', 'agency', 'alone'].map(is);
  const blocks = is('block') && new Set(q.get('block').split('.').map(Number)), set = strand === null || !D.s[strand] ? null : new Set(D.s[strand]);
  return m => words.every(w => textOf(m).includes(w)) && (!fate || m.fate.k === fate || m.fates.some(f => f.k === fate)) && (!kind || m.tops.has(kind))
    && (inD === null || m.seen.includes(inD)) && (first === null || (m.first === first && !(alone && m.comes))) && (last === null || (m.last === last && !(alone && m.goes)))
    && (away === null || (m.first < away && m.last > away && !m.at[away].length)) && (!blocks || m.c.some(c => blocks.has(C[c].b))) && (!set || set.has(m.i))
    && (!topic || m.topic === topic) && (!strength || turned(m).some(s => s[1] === strength)) && (!agency || m.ag.includes(agency));
}
function filter() {
  const q = query, pool = M.filter(m => m.main || q.get('all') === '1');
  rows = pool.filter(wanted(q));
  const sort = q.get('sort'), dir = q.get('dir') === 'desc' ? -1 : 1;
  const key = { name: m => m.name, first: m => m.seen.map(d => String.fromCharCode(48 + d)).join(''), fate: m => word(m.fate.k)[0], p: m => sure(m) ?? -1, kind: m => word(m.kind)[0], topic: m => m.topic, strength: m => turned(m).map(s => s[1]).join() }[sort];
  if (key) { const keyed = rows.map(m => [key(m), m]); keyed.sort((a, b) => (typeof a[0] === 'number' ? a[0] - b[0] : collator.compare(a[0], b[0])) * dir || a[1].i - b[1].i); rows = keyed.map(x => x[1]); }
  const chosen = q.get('strand') !== null || q.get('away') !== null || (q.get('block') || '').includes('.');
  swap($('count'), T(`${rows.length} / ${pool.length} 条措施`, `${rows.length} of ${pool.length} measures`), chosen && [' · ', T('图中所选', 'chosen in the picture')]);
  $('clear').hidden = !String(q);
  clearTimeout(tallying); tallying = setTimeout(tally, 120, q, pool);
  head(sort, dir); drawn = 0; $('mt').tBodies[0].textContent = ''; draw();
}
/* How many each choice would leave, given all the other filters. */
const CHOICES = { fate: m => [...new Set([m.fate.k, ...m.fates.map(f => f.k)])], kind: m => [...m.tops], in: m => m.seen, first: m => [m.first], last: m => [m.last], topic: m => [m.topic], strength: m => [...new Set(turned(m).map(s => s[1]))], agency: m => m.ag };
let tallying = 0;
function tally(q, pool) {
  for (const [name, values] of Object.entries(CHOICES)) {
    const select = $('filters').elements[name]; if (!select) continue;
    const others = new URLSearchParams(q); others.delete(name);
    const counts = new Map(), left = pool.filter(wanted(others));
    for (const m of left) for (const v of values(m)) counts.set(String(v), (counts.get(String(v)) || 0) + 1);
    for (const o of select.options) { o.dataset.label ??= o.textContent; if (o.value) o.textContent = `${o.dataset.label} (${counts.get(o.value) || 0})`; }
  }
}
const collator = new Intl.Collator('zh-Hans');
/* How sure the fate is. */
function sure(m) { return m.fate.p; }
function head(sort, dir) {
  swap($('mt').tHead, h('tr', null, columns.map(([k, zh, en]) => h('th.c-' + k, { scope: 'col', 'aria-sort': sort === k ? (dir < 0 ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', onclick: () => { const q = state(); q.set('sort', k); sort === k && dir > 0 ? q.set('dir', 'desc') : q.delete('dir'); location.hash = where(q); } }, T(zh, en), sort === k ? (dir < 0 ? ' ▼' : ' ▲') : ''),
    k === 'first' && stripHead()))));
}
function draw() {
  const body = $('mt').tBodies[0], words = (query.get('q') || '').split(/\s+/).filter(Boolean), end = Math.min(rows.length, drawn + PAGE), bag = document.createDocumentFragment();
  for (; drawn < end; drawn++) bag.append(line(rows[drawn], words));
  if (!rows.length) bag.append(h('tr', null, h('td', { colspan: columns.length }, T('没有符合的措施；可换个词，或清除筛选。', 'No measure answers; try another word, or clear the filters.'))));
  body.append(bag);
  swap($('more'), drawn < rows.length && h('button', { type: 'button', onclick: draw }, T(`再显示（余 ${rows.length - drawn} 条）`, `Show more (${rows.length - drawn} left)`)));
}
new IntersectionObserver(e => { if (e[0].isIntersecting && drawn && drawn < rows.length && !$('v-measures').hidden) draw(); }, { rootMargin: '600px' }).observe($('more'));
function line(m, words) {
  const c = C[m.at[m.last][0]], quote = full(c).trim(), changes = [...new Set(m.seen.slice(1).map(d => m.kinds[d] || 'modified'))];
  const cells = {
    name: h('td', null, h('a.name', { href: toLineage(m), lang: 'zh-Hans' }, words.length ? hits(m.name, words) : m.name), ' ', h('small.no', null, '№ ' + (m.i + 1)), h('span.q', { lang: 'zh-Hans' }, words.length ? hits(around(m, quote, words), words) : brief(quote, 110))),
    first: h('td', null, strip(m)),
    fate: h('td', null, chip(m.fate.k)),
    p: h('td.sure', null, sure(m) === null || sure(m) === undefined ? '' : [pct(sure(m)), h('i', { 'aria-hidden': 'true', style: `--p:${Math.round(sure(m) * 100)}%` })]),
    kind: h('td', null, changes.map(k => [chip(k), ' ']), m.moved && chip('moved')),
    strength: h('td', null, turned(m).map(trendChip)),
    topic: h('td', { lang: 'zh-Hans' }, m.topic && h('b', null, m.topic), m.topic && h('br'), h('small', null, m.ag.length ? brief(m.ag.join('、'), 36) : brief(m.chapter, 24))),
  };
  return h('tr', null, columns.map(c => cells[c[0]]));
}
/* The passage that holds the first word, in the newest text or in whichever wording has it. */
function around(m, quote, words) {
  const w = words[0].toLowerCase(), s = quote.toLowerCase().includes(w) ? quote : m.c.map(c => docs[C[c].d].id + '：' + full(C[c]).trim()).find(t => t.toLowerCase().includes(w)) || quote;
  const at = s.toLowerCase().indexOf(w); return at > 40 ? '…' + s.slice(at - 30, at + 80) : s;
}
function hits(s, words) { const spans = []; const low = s.toLowerCase(); for (const w of words.map(w => w.toLowerCase())) for (let at = low.indexOf(w); at >= 0; at = low.indexOf(w, at + w.length)) spans.push([at, at + w.length]); return lit(s, spans); }
const cell = s => { s = String(s ?? ''); if (/^[=+\-@\t\r]/.test(s)) s = "'" + s; return '"' + s.replace(/"/g, '""') + '"'; };
function csv() {
  const lines = [['lineage', 'name', 'fate', 'confidence', 'documents', 'changes', 'topic', 'chapter', 'agencies', ...docs.map(d => d.id)], ...rows.map(m => [m.id, m.name, m.fate.k, sure(m), m.seen.map(d => docs[d].id).join(' '), m.seen.slice(1).map(d => `${docs[d].id}:${m.kinds[d] || ''}`).join(' '), m.topic, m.chapter, m.ag.join('；'), ...docs.map((_, d) => m.at[d].map(c => full(C[c]).trim()).join('\n'))])];
  offer('\uFEFF' + lines.map(l => l.map(cell).join(',')).join('\r\n') + '\r\n', 'text/csv', D.series + '-selection.csv');
}
$('csv').onclick = csv;
$('clear').onclick = () => { location.hash = '#/measures'; };
$('link').onclick = async () => { const b = $('link'), was = [...b.childNodes], url = location.href.split('#')[0] + where(state()); try { await navigator.clipboard.writeText(url); swap(b, T('已复制', 'copied')); } catch { prompt(say('请复制链接', 'Copy this link'), url); } setTimeout(() => swap(b, was), 1500); };
