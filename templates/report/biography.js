/* ---- biography ---- */
VIEWS.lineage = lineage;
function lineage({ arg }) {
  const m = byLineage.get(arg), bio = $('bio');
  if (!m) { swap($('h-lineage'), T('没有这条谱系', 'No such lineage')); swap(bio, h('p', null, arg)); return; }
  $('back').href = where(query || '');
  swap($('h-lineage'), h('span', { lang: 'zh-Hans' }, m.name));
  swap(bio,
    h('p', null, h('small', null, '№ ' + (m.i + 1) + ' · ', T('编号', 'id'), ' ', h('code', null, m.id)), ' ', strip(m)),
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
