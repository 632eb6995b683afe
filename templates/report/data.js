/* ---- the data with names ---- */
const docs = D.docs;
const thirds = list => list.flatMap((x, i) => i % 3 ? [] : [[x, list[i + 1], list[i + 2]]]);
const C = D.c.map((r, i) => ({ i, id: r[0], d: r[1], up: r[2], kind: r[3], form: r[4], depth: r[5], own: r[6], whole: r[7], b: r[8], gap: r[9], ag: [], m: [], o: [], n: [], kids: [] }));
/* A link of a long series may come without its reasons: `edits` is null then. */
const L = D.l.map((r, i) => ({ i, a: r[0], b: r[1], same: 1, p: r[2], kind: r[3] & 1 ? 'unchanged' : 'modified', moved: r[3] & 2, person: r[3] & 4, cols: r[3] & 8, sim: r[4], kept: r[5], edits: r[6] || null, ev: r[7] || [], get sig() { return thirds(r[8] || []); }, ro: r[9], rn: r[10], str: r[11] || [] }));
const M = D.m.map((r, i) => ({ i, id: r[0], name: r[1], main: r[2], c: r[3], ev: r[4].map(e => ({ k: e[0], from: e[1], to: e[2], a: e[3], b: e[4], p: e[5], near: e[6], into: e[7], note: e[8] })), fates: r[5].map(f => ({ track: f[0], k: f[1], last: f[2], p: f[3], zh: f[4], en: f[5], into: f[6], near: f[7] })), topic: r[6] || '', trend: r[7], comes: r[8] & 1, goes: r[8] & 2 }));
D.tg.forEach(t => (C[t[0]].tg ||= []).push(t));
D.is.forEach(t => (C[t[0]].is ||= []).push(t));
D.ag.forEach(a => a[1].forEach(c => C[c].ag.push(a[0])));
const byId = new Map(C.map(c => [c.id, c])), byLineage = new Map(M.map(m => [m.id, m]));
for (const c of C) if (c.up !== null) C[c.up].kids.push(c.i);
for (const l of L) { C[l.a].n.push(l.i); C[l.b].o.push(l.i); }
/* Own text and all that stands below, as the document has it. */
const extent = c => c.extent ??= c.own + c.kids.map(k => ' '.repeat(C[k].gap) + extent(C[k])).join('');
for (const c of C) if (c.whole === 1) c.whole = extent(c);
const full = c => c.whole ?? (c.own.trim() || !c.kids.length ? c.own : c.kids.map(k => full(C[k])).join(''));
const path = c => { const up = []; for (let p = c.up; p !== null; p = C[p].up) { const s = C[p].own.trim(); if (s && C[p].form !== 'sentence') up.unshift(s.length > 42 ? s.slice(0, 41) + '…' : s); } return up; };
for (const m of M) {
  m.at = docs.map(() => []);
  for (const c of m.c) { m.at[C[c].d].push(c); C[c].m.push(m.i); }
  const seen = docs.map((_, d) => d).filter(d => m.at[d].length);
  m.seen = seen; m.first = seen[0]; m.last = seen[seen.length - 1];
  m.kinds = docs.map(() => null);
  for (const e of m.ev) if (e.b.length && e.to !== null && !(e.into && m.at[e.to].length)) m.kinds[e.to] = e.k === 'new' && e.to !== m.first ? 'cross' : e.k;
  m.tops = new Set([...m.kinds.filter(Boolean), ...m.ev.filter(e => e.k === 'dropped').map(e => e.k)]);
  m.links = [];
  m.ag = [...new Set(m.c.flatMap(agenciesOf))];
  m.fate = (m.fates.find(f => f.track === docs[m.first].track) || m.fates[0] || { k: m.last === docs.length - 1 ? (m.first === m.last ? 'new' : 'carried') : 'dropped', p: null });
}
/* What a search looks through, made when it is first asked for or the page is at rest. */
const textOf = m => m.text ??= (m.name + ' ' + m.id + ' ' + m.c.map(c => full(C[c])).join(' ')).toLowerCase();
setTimeout(() => M.forEach(textOf), 300);
function agenciesOf(i) { const all = []; for (let c = C[i]; c; c = c.up === null ? null : C[c.up]) all.push(...c.ag); for (const k of C[i].kids) all.push(...C[k].ag); return [...new Set(all)]; }
const inM = new Map(); M.forEach(m => m.c.forEach(c => inM.set(c, m.i)));
L.forEach(l => { l.m = inM.get(l.a) !== undefined && inM.get(l.a) === inM.get(l.b) ? inM.get(l.a) : null; const m = l.m === null ? null : M[l.m]; if (m) { m.links.push(l.i); if (l.moved) m.moved = true; } });
