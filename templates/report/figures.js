/* ---- figures ---- */
VIEWS.figures = figures;
function figures() {
  const by = new Map(); for (const m of M) for (const c of m.c) for (const a of agenciesOf(c)) { if (!by.has(a)) by.set(a, docs.map(() => new Set())); by.get(a)[C[c].d].add(m.i); }
  const sum = s => s.reduce((n, x) => n + x.size, 0), rows = [...by].sort((x, y) => sum(y[1]) - sum(x[1]));
  swap($('agencies'), rows.length ? h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': say('责任机构', 'Agencies') }, h('table.grid', null, h('thead', null, h('tr', null, h('th', { scope: 'col' }, T('机构（原文名称）', 'Agency, as printed')), docs.map(d => h('th.num', { scope: 'col' }, d.id)))), h('tbody', null, rows.map(([a, s]) => h('tr', null, h('th', { scope: 'row', lang: 'zh-Hans' }, h('a', { href: '#/measures?agency=' + enc(a) }, a)), s.map(x => h('td.num', null, x.size || '')))))))
    : h('p.note', null, T('这些文件没有按条款列明责任机构。', 'These documents name no responsible agencies by clause.')));
}
