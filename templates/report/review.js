/* ---- review: a reader's verdicts, kept in the browser until they are saved as a decisions file ---- */
VIEWS.review = review;
const SAME = 'same', RELATED = 'related', DIFFERENT = 'different', VERDICTS = [SAME, RELATED, DIFFERENT];
const TICK = { [SAME]: ['同一措施', 'same'], [RELATED]: ['相关', 'related'], [DIFFERENT]: ['都不是', 'neither'] };
const SCREENS = D.rv.map(([c, from, to, hash, around, flatList], i) => ({ i, c, from, to, hash, around, partners: thirds(flatList).map(([c, p, was]) => ({ c, p: p / 100, was: [DIFFERENT, SAME, RELATED][was % 3], hand: Math.floor(was / 3) })) }));
const screenOf = new Map(SCREENS.map(s => [s.c, s]));
const bench = { by: '', order: 'doubt', verdicts: new Map(), trail: [], saved: true, kept: true, lost: 0 };
const STORE = 'yange-review-' + D.key;

/* A pair is known by its clauses, the earlier first. */
const pairKey = (a, b) => Math.min(a, b) + ',' + Math.max(a, b);
const ends = key => key.split(',').map(Number);
const today = () => { const t = new Date(); return [t.getFullYear(), t.getMonth() + 1, t.getDate()].map(n => String(n).padStart(2, '0')).join('-'); };
const given = (s, p) => bench.verdicts.get(pairKey(s.c, p.c));
/* What is decided already: here, in the file that was opened, or in the decisions that yange trace applied. */
const settled = (s, p) => given(s, p) || loaded.verdicts.get(pairKey(s.c, p.c)) || (p.hand ? { verdict: p.was } : undefined);
const isJudged = s => s.partners.every(p => settled(s, p));
const applied = new Set(SCREENS.flatMap(s => s.partners.filter(p => p.hand).map(p => pairKey(s.c, p.c)))).size;

/* The store: clause ids and content hashes, so that a verdict never comes back to another text. */
function remember() {
  const rows = [...bench.verdicts].map(([key, v]) => { const [a, b] = ends(key); return [C[a].id, screenOf.get(a).hash, C[b].id, screenOf.get(b).hash, v.verdict, v.on, v.note]; });
  try { localStorage.setItem(STORE, JSON.stringify({ by: bench.by, saved: bench.saved, rows, file: loaded.name, text: loaded.text })); bench.kept = true; } catch { bench.kept = false; }
}
function recall() {
  let was = null;
  try { const kept = localStorage.getItem(STORE) ?? '{}'; localStorage.setItem(STORE, kept); was = JSON.parse(kept); } catch { bench.kept = false; }
  if (was && was.text) openFile(was.text, was.file);
  bench.by = (was && was.by) || ''; bench.saved = !(was && was.saved === false);
  for (const [a, ha, b, hb, verdict, on, note] of (was && was.rows) || []) {
    const [x, y] = [byId.get(a), byId.get(b)].map(c => c && screenOf.get(c.i));
    if (x && y && x.hash === ha && y.hash === hb && VERDICTS.includes(verdict)) bench.verdicts.set(pairKey(x.c, y.c), { verdict, on, note }); else bench.lost++;
  }
}
recall();
addEventListener('beforeunload', e => { if (!bench.saved && !bench.kept) e.preventDefault(); });

/* One step that can be taken back: pairs with their new verdicts, and the screen on which it was taken. */
function take(s, pairs) {
  bench.trail.push({ c: s.c, was: pairs.map(([key]) => [key, bench.verdicts.get(key)]) });
  for (const [key, v] of pairs) bench.verdicts.set(key, v);
  bench.saved = false; remember();
}
function undo() {
  const step = bench.trail.pop(); if (!step) return;
  for (const [key, v] of step.was) v ? bench.verdicts.set(key, v) : bench.verdicts.delete(key);
  bench.saved = false; remember(); visit(screenOf.get(step.c));
}

/* ---- the decisions file, as src/decisions/write.rs writes it; `basic` is a TOML basic string ---- */
const basic = s => '"' + s.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/[\u0000-\u001F\u007F-\u009F]/g, c => '\\u' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')) + '"';
/* The quotation of src/decisions/anchor.rs: one line; of more than 600 characters the first 400 and the last 150. */
function quotation(s) { const all = [...full(C[s.c]).slice(s.from, s.to).split(/\s+/).filter(Boolean).join(' ')]; return all.length <= 600 ? all.join('') : all.slice(0, 400).join('') + '…' + all.slice(-150).join(''); }
const anchor = s => `{ clause = ${basic(C[s.c].id)}, text = ${basic(quotation(s))}, hash = ${basic(s.hash)}, around = ${basic(s.around)} }`;
function one(key, v) {
  const [a, b] = ends(key).map(c => screenOf.get(c));
  const lines = ['[[decision]]', `verdict = ${basic(v.verdict)}`, `old = ${anchor(a)}`, `new = ${anchor(b)}`, `by = ${basic(bench.by)}`, `on = ${basic(v.on)}`];
  if (v.note) lines.push(`note = ${basic(v.note)}`);
  return lines.join('\n') + '\n';
}
const HEAD = '# 人工判定 · decisions of people on this series. 由 yange 读写，可手工编辑 · read and written by yange; edit freely.\n# docs/review.md\n';
/* What was opened stands as it was, word for word; another verdict by the same hand takes its place, and its note stays. */
function toml() {
  const mine = [...bench.verdicts].sort((x, y) => { const [a, b] = [ends(x[0]), ends(y[0])]; return a[0] - b[0] || a[1] - b[1]; });
  const replaced = new Set(), added = [];
  for (const [key, v] of mine) {
    const own = loaded.blocks.filter(b => b.key === key && b.by === bench.by);
    if (own.some(b => b.verdict === v.verdict) && !v.note) continue;
    own.forEach(b => replaced.add(b));
    added.push(one(key, { ...v, note: v.note || own.map(b => b.note).find(Boolean) }));
  }
  const kept = loaded.blocks.filter(b => !replaced.has(b)).map(b => b.text.trimEnd() + '\n');
  return [loaded.text ? loaded.head.trimEnd() + '\n' : HEAD, ...kept, ...added].filter(part => part.trim()).join('\n');
}
function save() { offer(toml(), 'application/toml', 'decisions.toml'); bench.saved = true; remember(); standing(); }

/* ---- the screen ---- */
const queue = () => bench.order === 'doubt' ? SCREENS : [...SCREENS].sort((a, b) => a.c - b.c);
const visit = s => { const to = '#/review?clause=' + enc(C[s.c].id); location.hash === to ? go() : location.hash = to; };
/* The next screen with anything left to say, round the end of the queue. */
function ahead(s) {
  const all = queue(), at = s ? all.indexOf(s) : -1;
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(x => x !== s && !isJudged(x)) || null;
}
let seat = null;
function review({ q }) {
  const asked = byId.get(q.get('clause')), s = (asked && screenOf.get(asked.i)) || ahead(null);
  standing();
  if (!SCREENS.length) { swap($('rv'), h('p.note', null, T('本系列没有可判定的候选。', 'The series has no candidates to judge.'))); return; }
  swap($('rv'), desk(), asked && !screenOf.get(asked.i) && h('p.note', null, T('这一条没有候选，从队列首屏开始。', 'This clause has no candidates; here is the head of the queue.')), s ? sheet(s) : finished());
  if (seat === 'next') { const first = $('rv').querySelector('.cand input:checked') || $('rv-save'); first.focus({ preventScroll: true }); scrollTo(0, 0); }
  seat = null;
}
function standing() {
  const done = SCREENS.filter(isJudged).length, n = SCREENS.length;
  swap($('rv-done'), h('progress', { max: n || 1, value: done, 'aria-hidden': 'true' }), ' ', T(`已判 ${done} / ${n} 屏，${bench.verdicts.size} 对`, `${done} of ${n} screens judged, ${bench.verdicts.size} pairs`), ' · ',
    bench.verdicts.size && !bench.saved ? h('b', null, T('未另存', 'not saved to a file')) : bench.verdicts.size ? T('已另存', 'saved to a file') : T('尚无判定', 'no verdicts yet'));
  if ($('rv-save')) $('rv-save').disabled = !bench.verdicts.size;
  if ($('rv-undo')) $('rv-undo').disabled = !bench.trail.length;
}
function desk() {
  return [!bench.kept && h('p.note', null, T('浏览器不许本页保存判定：关闭前请另存。', 'This browser keeps nothing for this page: save before you close it.')), bench.lost > 0 && h('p.note', null, T(`${bench.lost} 对先前的判定所引原文已不在本页，未套用。`, `${bench.lost} earlier verdicts quote texts that this page no longer has; they are not applied.`)),
    about(),
    h('form.filters.desk', { onsubmit: e => e.preventDefault() },
      h('label', null, h('span', null, T('判定人', 'Reviewer')), h('input', { name: 'by', value: bench.by, autocomplete: 'name', oninput: e => { bench.by = e.target.value.trim(); bench.saved = false; remember(); standing(); } })),
      choose('order', ['次序', 'Order'], [['doubt', ['最可疑在前', 'most doubtful first']], ['text', ['按原文', 'as in the documents']]], bench.order, e => { bench.order = e.target.value; go(); }),
      h('button', { type: 'button', id: 'rv-undo', disabled: !bench.trail.length, onclick: undo }, T('撤销 U', 'Undo U')),
      h('label.file', null, h('span', null, T('打开已有的 decisions.toml', 'Open a decisions.toml')), h('input', { type: 'file', id: 'rv-open', accept: '.toml', onchange: e => fetchFile(e.target.files[0]) })),
      h('button.strong', { type: 'button', id: 'rv-save', disabled: !bench.verdicts.size, onclick: save }, T('另存 decisions.toml', 'Save decisions.toml'))),
    h('details.how', null, h('summary', null, T('如何判定', 'How it works')),
      h('p', null, T('每屏一条原文，右侧是它在其他各份文件中最可能的对应；程序认定的已选好。改正后按回车，本屏各对即全部判定。', 'Each screen shows one clause and its likeliest partners in the other documents; what the program linked is chosen already. Correct it and press Enter: every pair on the screen is then decided.')),
      h('p', null, T('键盘：1 同一措施，2 相关，3 都不是；↑↓ 换候选；回车 下一屏；U 撤销。判定存于本浏览器；另存后把 decisions.toml 放在 corpus.toml 旁。', 'Keys: 1 same measure, 2 related, 3 neither; ↑↓ next candidate; Enter next screen; U undo. Verdicts stay in this browser; save decisions.toml and put it beside corpus.toml.')))];
}
function finished() { return h('p.note', null, T('全部候选都已判定。请另存 decisions.toml，放在 corpus.toml 旁，再运行一次 yange trace。', 'Every candidate is judged. Save decisions.toml, put it beside corpus.toml, and run yange trace again.')); }
function sheet(s) {
  const at = queue().indexOf(s), all = queue(), text = full(C[s.c]).trim(), own = telling(text), m = inM.get(s.c);
  const word = h('div.word', { lang: 'zh-Hans' }), show = list => swap(word, lit(text, runs(text, new Set(list.flatMap(p => [...telling(full(C[p.c]))])))));
  const likely = s.partners.filter(p => p.was !== DIFFERENT); show(likely.length ? likely : s.partners.slice(0, 1));
  const note = h('input', { name: 'note', autocomplete: 'off' });
  const verdict = v => ({ verdict: v, on: today(), note: note.value.trim() });
  const confirm = () => { const left = s.partners.filter(p => !settled(s, p)).map(p => [pairKey(s.c, p.c), verdict(chosen(s, p))]); if (left.length) take(s, left); seat = 'next'; const next = ahead(s); next ? visit(next) : finish(); };
  const finish = () => { swap($('rv'), desk(), finished()); standing(); $('rv-save').focus(); };
  const decide = (p, v) => { take(s, [[pairKey(s.c, p.c), verdict(v)]]); standing(); };
  const groups = docs.map((d, i) => i === C[s.c].d ? null : h('section.group', null, h('h3', null, d.id, ' ', h('span.sub', { lang: 'zh-Hans' }, d.title)), partnersIn(s, i, p => cand(s, p, own, decide, () => show([p])))));
  const step = (to, zh, en, mark) => h('button', { type: 'button', disabled: !to, rel: mark, onclick: () => visit(to) }, T(zh, en));
  return h('div.sheet', { onkeydown: e => keys(e, confirm) },
    h('div.subject', null, h('h2', { id: 'rv-head' }, docs[C[s.c].d].id, ' ', h('small', null, T(`第 ${at + 1} / ${all.length} 屏`, `screen ${at + 1} of ${all.length}`), isJudged(s) && [' · ', T('已判', 'judged')])),
      h('p.place', null, h('a', { href: toClause(C[s.c]) }, C[s.c].id), ' ', h('span', { lang: 'zh-Hans' }, path(C[s.c]).join(' › '))), word,
      m !== undefined && h('p', null, h('a', { href: toLineage(M[m]), 'data-n': m + 1 }, T('看它的沿革', 'its life'))),
      h('label.why', null, h('span', null, T('理由（可不填）', 'Why (optional)')), note),
      h('p.acts', null, step(all[at - 1], '← 上一屏', '← previous'), ' ', step(all[at + 1], '跳过 →', 'skip →'), ' ', h('button.strong', { type: 'button', id: 'rv-next', onclick: confirm }, T('判好，下一屏 ↵', 'Done, next ↵')))),
    h('div.groups', null, groups));
}
const chosen = (s, p) => settled(s, p)?.verdict || p.was;
const HANDS = [null, ['人已判', 'decided by a person'], ['程序已判', 'decided by a program']];
/* Who decided before: the file that was opened tells by name, the page of what was traced only by what hand. */
function before(s, p) {
  const was = loaded.verdicts.get(pairKey(s.c, p.c));
  if (was) { const who = [was.by, was.on].filter(Boolean).join(' '); return [' ', h('span.chip.decided', { title: was.note || '' }, T('已判', 'decided'), who && '：' + who)]; }
  return p.hand ? [' ', h('span.chip.decided', null, T(...HANDS[p.hand]))] : null;
}
function partnersIn(s, d, draw) { const list = s.partners.filter(p => C[p.c].d === d); return list.length ? h('ol.cands', null, list.map(draw)) : h('p', null, h('small', null, T('没有接近的候选。', 'No candidate comes near.'))); }
function cand(s, p, own, decide, light) {
  const c = C[p.c], text = full(c).trim(), now = chosen(s, p), name = 'v' + p.c;
  const item = h('li.cand', { onfocusin: light, onmouseenter: light }, h('fieldset', null, h('legend', null, c.id),
    VERDICTS.map((v, i) => h('label', null, h('input', { type: 'radio', name, value: v, checked: v === now, onchange: () => { item.classList.add('judged'); decide(p, v); } }), h('span', null, T(...TICK[v]), ' ', h('kbd', { 'aria-hidden': 'true' }, i + 1))))),
    h('p.place', null, h('a', { href: toClause(c) }, c.id), ' ', h('b', { title: say('概率', 'probability') }, pct(p.p)), before(s, p), p.was !== DIFFERENT && !p.hand && [' ', h('span.chip.' + (p.was === SAME ? 'carried' : ''), null, p.was === SAME ? T('程序认定', 'linked') : T('程序认为相关', 'linked as related'))], ' ', h('span', { lang: 'zh-Hans' }, path(c).join(' › '))),
    h('div.word', { lang: 'zh-Hans' }, lit(text, runs(text, own))));
  if (settled(s, p)) item.classList.add('judged');
  return item;
}
/* Keys work inside the sheet only, and not where one writes. */
function keys(e, confirm) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const writes = e.target.matches('input:not([type=radio])'), act = e.target.closest('a,button');
  if (e.key === 'Enter') { if (!act) { e.preventDefault(); confirm(); } return; }
  if (writes) return;
  const all = [...$('rv').querySelectorAll('.cand')], here = e.target.closest('.cand'), at = all.indexOf(here);
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { const to = all[Math.max(0, Math.min(all.length - 1, at + (e.key === 'ArrowDown' ? 1 : -1)))]; if (to) { e.preventDefault(); to.querySelector('input:checked').focus(); to.scrollIntoView({ block: 'nearest' }); } }
  else if (e.key.toLowerCase() === 'u') { e.preventDefault(); seat = 'next'; undo(); }
  else if (here && ['1', '2', '3'].includes(e.key)) { e.preventDefault(); const box = here.querySelectorAll('input')[e.key - 1]; box.focus(); if (!box.checked) box.click(); }
}
/* Shared phrases: runs of three or more letters that both texts have, and fewer than a tenth of all texts. */
const COMMON_SHARE = 0.1;
let common = null;
function countCommon() {
  const seen = new Map(); common = new Set();
  for (const s of SCREENS) for (const x of grams(full(C[s.c]))) seen.set(x, (seen.get(x) || 0) + 1);
  for (const [x, n] of seen) if (n > Math.max(3, SCREENS.length * COMMON_SHARE)) common.add(x);
}
const telling = s => { common || countCommon(); return new Set([...grams(s)].filter(x => !common.has(x))); };
const LETTERS = /^[\p{L}\p{N}%]{3}$/u;
function grams(s) { const all = new Set(); for (let i = 0; i + 3 <= s.length; i++) { const x = s.slice(i, i + 3); if (LETTERS.test(x)) all.add(x); } return all; }
function runs(s, known) {
  const out = [];
  for (let i = 0; i + 3 <= s.length; i++) if (known.has(s.slice(i, i + 3))) { const last = out[out.length - 1]; if (last && last[1] >= i) last[1] = i + 3; else out.push([i, i + 3]); }
  return out;
}
