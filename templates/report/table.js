/* ---- correlation table ---- */
VIEWS.table = table;
function table({ q }) {
  const old = clamp(q.get('old'), elder()), fresh = clamp(q.get('new'), docs.length - 1), back = q.get('by') === 'new', list = docs.map((_, d) => [d, docName(d)]);
  const change = () => { const f = $('tpick').elements; location.hash = `#/table?old=${f.old.value}&new=${f.new.value}&by=${f.by.value}`; };
  swap($('tpick'), choose('old', ['旧文件', 'Older'], list, old, change), choose('new', ['新文件', 'Newer'], list, fresh, change), choose('by', ['次序', 'Order'], [['old', ['去向表：按旧文件', 'where each clause went']], ['new', ['来源表：按新文件', 'what each clause answers to']]], back ? 'new' : 'old', change));
  $('tpick').onsubmit = e => e.preventDefault();
  swap($('tables'), old >= fresh ? h('p.note', null, docs.length < 2 ? T('本系列只有一份文件。', 'The series has one document only.') : T('请选择先后两份文件。', 'Choose an older and a newer document.')) : correlation(old, fresh, back));
}
function correlation(old, fresh, back) {
  const group = new Map(), find = x => { while (group.get(x) !== x) x = group.get(x); return x; };
  M.forEach(m => m.c.forEach(c => { if ((C[c].d === old || C[c].d === fresh) && !isFrame(c)) group.set(c, c); }));
  const links = L.filter(l => l.same && C[l.a].d === old && C[l.b].d === fresh);
  for (const l of links) for (const e of [l.a, l.b]) if (!group.has(e)) group.set(e, e);
  for (const l of links) { const [x, y] = [find(l.a), find(l.b)]; if (x !== y) group.set(Math.max(x, y), Math.min(x, y)); }
  const all = new Map(); for (const c of [...group.keys()].sort((x, y) => x - y)) { const r = find(c); if (!all.has(r)) all.set(r, { a: [], b: [], l: [] }); all.get(r)[C[c].d === old ? 'a' : 'b'].push(c); }
  for (const l of links) all.get(find(l.a)).l.push(l);
  const rows = [...all.values()], [x, y] = back ? ['b', 'a'] : ['a', 'b'];
  rows.sort((p, q) => (p[x].length ? 0 : 1) - (q[x].length ? 0 : 1) || (p[x][0] ?? p[y][0]) - (q[x][0] ?? q[y][0]));
  const head = d => h('th', { scope: 'col' }, docs[d].id, h('span.sub', { lang: 'zh-Hans' }, docs[d].title)), none = rows.filter(r => !r.b.length).length, fresh1 = rows.filter(r => !r.a.length).length;
  const row = r => {
    const one = r.l.length === 1 && r.a.length === 1 && r.b.length === 1 && r.l[0].edits && !r.l[0].cols && r.l[0].kind !== 'unchanged' ? r.l[0] : null;
    const kind = !r.a.length ? 'new' : !r.b.length ? 'dropped' : r.a.length === 1 && r.b.length === 1 ? same(r) ? 'unchanged' : 'modified' : r.a.length === 1 ? 'split' : r.b.length === 1 ? 'merged' : 'regrouped';
    const side = (ids, name) => h('td', null, ids.length ? ids.map(c => h('p', null, h('a', { href: toClause(C[c]) }, h('small', null, C[c].id)), ' ', h('span', { lang: 'zh-Hans' }, headed(C[c]) || (one ? diff(one, name) : full(C[c]).trim())))) : h('span.void', null, name === 'new' ? T('（未见后续）', '(not found later)') : T('（未见对应）', '(nothing answers to it)')));
    const sides = [side(r.a, 'old'), side(r.b, 'new')], m = inM.get((r.a.length ? r.a : r.b)[0]);
    return h('tr', null, back ? sides[1] : sides[0], h('td', null, chip(kind), h('br'), r.l.length > 0 && h('small', { title: say('概率', 'probability') }, r.l.length > 1 ? '≥ ' : '', pct(Math.min(...r.l.map(l => l.p)))), ' ', m !== undefined && h('a', { href: toLineage(M[m]) }, h('small', null, '№ ' + (m + 1)))), back ? sides[0] : sides[1]);
  };
  return [h('p', null, T(`${rows.length} 行：${rows.length - none - fresh1} 行相对应，${none} 行在 ${docs[fresh].id} 中未见后续，${fresh1} 行为新增。`, `${rows.length} rows: ${rows.length - none - fresh1} with a counterpart, ${none} not found in ${docs[fresh].id}, ${fresh1} new.`)),
    h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': say('对照表', 'Correlation table') }, h('table.grid.corr', null, h('thead', null, h('tr', null, head(back ? fresh : old), h('th', { scope: 'col' }, T('变化', 'Change')), head(back ? old : fresh))), gradually(h('tbody'), rows, row)))];
}
/* The heading alone where what stands below has rows of its own; an article stands whole. */
const headed = c => c.kids.length && c.form !== 'article' && c.form !== 'sentence' ? h('b', null, c.own.trim()) : null;
const same = r => r.l.every(l => l.kind === 'unchanged');
const isFrame = c => ['title', 'salutation'].includes(C[c].kind);
/* Long lists: the first rows at once, the rest while the reader reads; print asks for them all. */
const unfinished = new Set();
function gradually(node, items, make) {
  let at = 0;
  const some = n => { const bag = document.createDocumentFragment(); for (const end = Math.min(items.length, at + n); at < end; at++) bag.append(make(items[at])); node.append(bag); };
  const finish = () => { some(items.length); unfinished.delete(finish); };
  some(60);
  if (at === items.length) return node;
  unfinished.add(finish);
  const more = () => { if (!unfinished.has(finish)) return; if (!node.isConnected) { unfinished.delete(finish); return; } some(80); at < items.length ? setTimeout(more) : unfinished.delete(finish); };
  setTimeout(more);
  return node;
}
