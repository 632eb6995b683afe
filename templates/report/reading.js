/* ---- reading ---- */
VIEWS.reading = reading;
function reading(at) {
  const q = at.q, old = clamp(q.get('old'), elder()), one = at.clause !== undefined || (q.has('old') && !q.has('new')), fresh = one ? null : clamp(q.get('new'), docs.length - 1);
  const list = docs.map((_, d) => [d, docName(d)]);
  const change = () => { const f = $('pick'); location.hash = '#/reading?old=' + f.elements.old.value + (f.elements.new.value === '' ? '' : '&new=' + f.elements.new.value); };
  swap($('pick'), choose('old', ['左篇', 'Left'], list, old, change), choose('new', ['右篇', 'Right'], [['', ['（单篇，按首见年份着色）', '(one text, coloured by first said in)']], ...list], fresh ?? '', change),
    !one && h('label.box', null, h('input', { type: 'checkbox', id: 'sync', checked: true }), h('span', null, T('同步滚动', 'scroll together'))));
  $('pick').onsubmit = e => e.preventDefault();
  one ? alone(old) : beside(old, fresh);
  if (!one) swap($('key'), [['linked', '对应', 'answers to'], ['linked moved', '对应而移位', 'answers to, moved'], ['none', '左篇有、右篇未见', 'left only'], ['none fresh', '右篇有、左篇未见', 'right only']].map(([c, zh, en]) => h('span', null, h('i.swatch.' + c.replace(' ', '.')), T(zh, en))), h('span', null, T('指向一句，对应处亮起；点开看它的沿革。', 'Point at a sentence to light what answers to it; choose it to open its life.')));
  if (at.clause !== undefined) focusClause(at.clause);
}
/* The document before the newest in its track: what a drafter had on the desk. */
const elder = () => { const last = docs.length - 1; for (let d = last - 1; d >= 0; d--) if (docs[d].track === docs[last].track) return d; return Math.max(0, last - 1); };
const clamp = (v, other) => { const n = v === null ? NaN : Number(v); return Number.isInteger(n) && n >= 0 && n < docs.length ? n : Math.max(0, other); };
/* Whether a clause is shown with one above it: a sentence and an article are compared, and shown, as a whole. */
const within = c => { for (let up = c.up; up !== null; up = C[up].up) if (C[up].form === 'sentence' || C[up].form === 'article') return true; return false; };
/* An article: its number, then its paragraphs and items on lines of their own. */
function lines(c) {
  const out = [''], add = k => {
    if (k.form !== 'sentence') out.push('');
    out[out.length - 1] += (k.form === 'sentence' ? full(k) : k.own).trim();
    if (k.form !== 'sentence') k.kids.forEach(i => add(C[i]));
  };
  c.kids.forEach(i => add(C[i]));
  return [h('b', null, c.own.trim()), ' ', ...out.filter(Boolean).flatMap((line, i) => i ? [h('br'), line] : [line])];
}
/* One document as running text; `mark(clause)` gives class, title and address of a compared clause. */
function page(d, mark) {
  const out = [h('h2', { lang: 'zh-Hans' }, docs[d].title)], from = docs[d].at; let p = null;
  for (let i = from; i < from + docs[d].n; i++) {
    const c = C[i];
    if (within(c)) continue;
    const s = full(c).trim(), head = c.form === 'section' || (c.form === 'item' && c.kids.length);
    if (!(c.own.trim() || (c.whole && c.form === 'sentence'))) { if (c.form === 'paragraph' || c.form === 'item') p = null; continue; }
    const linked = inM.has(i), node = linked ? h('a', Object.assign({ id: 'c' + i, 'data-c': i, 'data-n': inM.get(i) + 1, lang: 'zh-Hans' }, mark(c))) : h('span', { id: 'c' + i, lang: 'zh-Hans' });
    put(node, c.form === 'article' && c.kids.length ? lines(c) : [head && !linked ? c.own.trim() : s]);
    if (c.form === 'article') { p = null; out.push(h('p.article', null, node)); }
    else if (head) { p = null; out.push(h(c.depth > 1 ? 'h4' : 'h3', null, node)); }
    else { if (!p || c.form !== 'sentence' || C[i].up !== p.up) { p = h('p'); p.up = c.up; out.push(p); } put(p, [node]); }
  }
  return out;
}
function alone(d) {
  const firsts = [...new Set(M.filter(m => m.at[d].length).map(m => m.first))].sort();
  swap($('panes'), h('div.pane', { tabindex: 0, role: 'region', 'aria-label': docs[d].id },
    page(d, c => { const m = M[inM.get(c.i)]; return { class: 's y y' + m.first % 6, href: toLineage(m), title: say('首见于 ', 'first said in ') + docs[m.first].id + ' · ' + flat(m.name) }; })));
  $('panes').className = 'panes one';
  swap($('key'), T('首见于：', 'first said in: '), firsts.map(f => h('span', null, h('i.y' + f % 6), docs[f].id)));
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
