/* ---- biography ---- */
VIEWS.lineage = lineage;
function lineage({ arg }) {
  const m = byLineage.get(arg), bio = $('bio');
  if (!m) { swap($('h-lineage'), T('没有这条沿革', 'No such lineage')); swap(bio, h('p', null, arg)); return; }
  $('back').href = where(query || '');
  swap($('h-lineage'), h('span', { lang: 'zh-Hans' }, m.name));
  swap(bio, facts(m), h('ol.life', null, docs.map((d, i) => m.at[i].length ? present(m, i) : absent(m, i))), neighbours(m));
}
const fact = (zh, en, ...kids) => h('div', null, h('dt', null, T(zh, en)), h('dd', null, kids));
/* What can be said of the whole life, beside it. */
function facts(m) {
  const targets = m.c.flatMap(c => C[c].tg || []), tools = [...new Map(m.c.flatMap(c => C[c].is || []).map(x => [x[1], x])).values()];
  return h('aside.facts', { 'aria-label': say('要点', 'Facts') },
    h('p', null, strip(m)), h('p', null, h('small', null, '№ ' + (m.i + 1) + ' · ', T('编号', 'id'), ' ', h('code', null, m.id))),
    h('dl', null,
      fact('去向', 'Fate', m.fates.map(f => h('p', null, m.fates.length > 1 && [h('span', { lang: 'zh-Hans' }, f.track), ' '], chip(f.k), f.p !== null && [' ', h('small', null, T('把握', 'sure'), ' ', pct(f.p))], (f.zh || f.en) && [h('br'), T(f.zh, f.en)], goesOn(f.into)))),
      m.trend && m.trend.length > 0 && fact('力度（末次对首次）', 'Strength, last wording against first', m.trend.map(s => h('p', null, trendChip(s), ' ', h('small', { lang: 'zh-Hans' }, s[2].join('、') || '—', ' → ', s[3].join('、') || '—')))),
      targets.length > 0 && fact('指标', 'Figures', targets.map(t => h('p', null, docs[C[t[0]].d].id, ' ', h('span', { lang: 'zh-Hans' }, t[2], ' ', h('b', null, t[1])), t[3] && h('small', null, ' ', T(`到 ${t[3]} 年`, `by ${t[3]}`))))),
      m.topic && fact('主题', 'Topic', h('a', { href: where(new URLSearchParams({ topic: m.topic })), lang: 'zh-Hans' }, m.topic)),
      m.ag.length > 0 && fact('责任机构', 'Responsible', m.ag.map((a, i) => [i ? '、' : '', h('a', { href: where(new URLSearchParams({ agency: a })), lang: 'zh-Hans' }, a)])),
      tools.length > 0 && fact('政策工具（建议）', 'Instruments (suggested)', tools.map((x, i) => [i ? '、' : '', T(x[2], x[3])])),
      fact('引用', 'Cite as', h('cite', null, flat(D.title || D.series), '，', m.name, '，', m.id, '，yange 沿革 ', D.version))));
}
/* The lineages before and after in the current selection. */
function neighbours(m) {
  const list = rows.includes(m) ? rows : M.filter(x => x.main), at = list.indexOf(m), go = (x, zh, en, mark) => x && h('a', { href: toLineage(x), rel: mark }, h('small', null, T(zh, en)), ' ', h('span', { lang: 'zh-Hans' }, x.name));
  return at >= 0 && h('p.turn', null, go(list[at - 1], '← 上一条', '← previous', 'prev'), go(list[at + 1], '下一条 →', 'next →', 'next'));
}
function present(m, d) {
  const before = m.seen.filter(x => x < d).pop(), kind = kindAt(m, d);
  return h('li.k-' + kind, null, h('h2', null, docs[d].id, ' ', chip(kind), docs[d].status === 'draft' && [' ', h('span.chip', null, T('征求意见稿', 'draft'))], ' ', h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), m.ev.filter(e => e.to === d && e.note).map(e => h('p.note', null, T(...e.note))),
    m.at[d].map(c => {
      const links = C[c].o.map(i => L[i]).filter(l => l.same && m.c.includes(l.a)).sort((x, y) => y.p - x.p), near = before === undefined ? [] : links.filter(l => C[l.a].d === before), main = near[0] || links[0];
      return h('div.wording', null, h('p.place', null, h('a', { href: toClause(C[c]) }, C[c].id), ' ', h('span', { lang: 'zh-Hans' }, path(C[c]).join(' › ')), screenOf.has(c) && [' ', h('a.check', { href: '#/review?clause=' + enc(C[c].id) }, T('判定', 'review'))]),
        main ? [compare(main), strengths(main), !!main.moved && h('p', null, chip('moved'), ' ', h('small', { lang: 'zh-Hans' }, moves(main)))] : h('div.word', { lang: 'zh-Hans' }, full(C[c]).trim()),
        (C[c].tg || []).length > 0 && h('p', null, C[c].tg.map(t => [h('span.chip', { lang: 'zh-Hans' }, h('b', { 'aria-hidden': 'true' }, T('标', '#')), t[1]), ' '])),
        links.map(why));
    }), d === m.first && d > 0 && nearest(m.ev.filter(e => e.k === 'new'), true));
}
const moves = l => [path(C[l.a]).slice(-1), ' → ', path(C[l.b]).slice(-1)];
function absent(m, d) {
  if (d < m.first) return null;
  const ev = m.ev.filter(e => e.to === d && (!e.b.length || e.into)), fate = m.fates.find(f => f.track === docs[d].track), k = ev.length ? ev[0].k : d > m.last && fate && !['carried', 'new'].includes(fate.k) ? fate.k : null;
  return h('li.absent', null, h('h2', null, docs[d].id, ' ', k ? chip(k) : h('span.chip', null, T('此处未见', 'not found here')), ' ', ev.length > 0 && h('small', null, T('把握', 'sure'), ' ', pct(ev[0].p)), h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), ev.map(e => [e.note && h('p', null, T(...e.note)), e.into && h('p', null, goesOn(e.into))]), nearest(ev.length ? ev : fate && fate.near && docs[d].track === fate.track ? [{ near: fate.near.filter(n => C[n[1]].d === d) }] : [], ['dropped', 'lapsed', 'not-taken-up'].includes(k)));
}
/* Why not: the candidates that came nearest, each with its probability and the reason it was refused. */
function nearest(ev, none) {
  const seen = new Set(), near = ev.flatMap(e => e.near).sort((x, y) => y[2] - x[2]).filter(n => !seen.has(n[1]) && seen.add(n[1])).slice(0, 5);
  if (!near.length) return none ? h('p', null, h('small', null, T('没有接近到可以列出的候选。', 'No candidate came near enough to be listed.'))) : null;
  return h('details', { open: true }, h('summary', null, T('最接近而未被采纳的候选', 'Nearest candidates, not accepted')),
    h('ol.near', null, near.map(n => h('li', null, h('b', null, pct(n[2])), ' ', h('span.chip', null, T(...word(n[3]))), ' ', h('a', { href: toClause(C[n[1]]) }, C[n[1]].id), ' ', h('span', { lang: 'zh-Hans' }, brief(full(C[n[1]]), 160))))));
}
/* Why: the shared phrases lit on both sides, every signal with what it added, and the runners-up. */
function why(l) {
  const [a, b] = [full(C[l.a]), full(C[l.b])], top = Math.max(0.01, ...l.sig.map(s => Math.abs(s[2])));
  const phrases = [...new Set(l.ev.map(e => a.slice(e[0], e[1]) + (e[4] ? `＝${b.slice(e[2], e[3])}（${e[4]}）` : '')))].slice(0, 16);
  const side = (c, s, spans) => h('div.word', { lang: 'zh-Hans' }, h('small', null, docs[c.d].id + ' '), lit(s, spans));
  const body = h('div.why', null,
    h('p', null, h('a', { href: toClause(C[l.a]) }, C[l.a].id), ' → ', h('a', { href: toClause(C[l.b]) }, C[l.b].id), ' · ', l.edits && [T('字面相似', 'similarity of wording'), ` ${pct(l.sim)} · `, T('旧文保留', 'of the old text kept'), ` ${pct(l.kept)} · `], l.person ? T('人工判定', 'decided by a person') : T('由文本推断', 'inferred')),
    l.kind !== 'unchanged' && !l.cols && h('div.cols', null, side(C[l.a], a, l.ev.map(e => [e[0], e[1]])), side(C[l.b], b, l.ev.map(e => [e[2], e[3]]))),
    phrases.length > 0 && h('p', null, T('共有词语：', 'shared phrases: '), phrases.flatMap((s, i) => [i ? '、' : '', h('mark', { lang: 'zh-Hans' }, s)])),
    !l.edits && h('p.note', null, T('本系列较长，页内只存与前一份之间的逐词依据；其余见 lineage.json。', 'In a long series the page holds the reasons of the nearest link only; lineage.json has them all.')),
    l.edits && h('table.sigs', null, h('thead', null, h('tr', null, h('th', { scope: 'col' }, T('依据', 'Signal')), h('th.num', { scope: 'col' }, T('值', 'Value')), h('th', { scope: 'col' }, T('对判断的贡献（对数优势）', 'What it adds, in log odds')))),
      h('tbody', null, [...l.sig].sort((x, y) => Math.abs(y[2]) - Math.abs(x[2])).map(s => h('tr', null, h('th', { scope: 'row' }, T(...signal(D.sig[s[0]]))), h('td.num', null, s[1].toFixed(2)),
        h('td', null, h('span.pole' + (s[2] < 0 ? '.neg' : ''), { 'aria-hidden': 'true' }, h('i', { style: `width:${(Math.abs(s[2]) / top * 50).toFixed(1)}%` })), ` ${s[2] < 0 ? '−' : '+'}${Math.abs(s[2]).toFixed(2)}`))))),
    rival(l.ro, '旧文的次选：', 'runner-up for the old clause: '), rival(l.rn, '新文的次选：', 'runner-up for the new clause: '));
  return h('details', null, h('summary', null, T(`为何对应 ${C[l.a].id}`, `Why it answers to ${C[l.a].id}`), ` · ${pct(l.p)}`), body);
}
const SIGNAL = {
  wording: ['措辞', 'wording'], 'wording-in-context': ['连同上下文的措辞', 'wording in context'], likeness: ['综合相似', 'likeness'],
  margin: ['领先于其他候选', 'lead over rivals'], 'margin-in-context': ['上下文中领先', 'lead over rivals in context'], 'margin-of-wording': ['措辞上领先', 'lead in wording'],
  topic: ['主题向量', 'topic vectors'], 'topic-concepts': ['同项的概念', 'concepts of the items'], place: ['所在位置', 'place in the text'], 'shared-concept': ['最少见的共有概念', 'rarest shared concept'],
  suppression: ['已有更强的对应', 'a stronger partner exists'], 'lead-larger': ['领先（大）', 'larger lead'], 'lead-smaller': ['领先（小）', 'smaller lead'],
  'claim-larger': ['各部分互选（大）', 'parts that choose each other, larger'], 'claim-smaller': ['各部分互选（小）', 'parts that choose each other, smaller'],
  'codebook-shared': ['编码本共有概念', 'shared codebook concepts'], 'codebook-cosine': ['编码本概念相似', 'codebook concepts alike'],
};
const signal = name => SIGNAL[name] || [name, name];
const goesOn = id => { const m = id && byLineage.get(id); return m ? [' → ', h('a', { href: toLineage(m), lang: 'zh-Hans', 'data-n': m.i + 1 }, m.name)] : null; };
