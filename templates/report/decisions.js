/* ---- a decisions file that a reader opens in the review mode: its verdicts, and every word of it for the next one ---- */
const loaded = { name: '', text: '', head: '', blocks: [], verdicts: new Map(), apart: 0, bad: '' };

/* Places where a table begins: `[[` at the start of a line, outside strings and comments. */
function tables(text) {
  const found = [];
  for (let i = 0, fresh = true; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') { fresh = true; continue; }
    if (c === '#') { while (i + 1 < text.length && text[i + 1] !== '\n') i++; continue; }
    if (c === '"' || c === "'") { i = string(text, i).end - 1; fresh = false; continue; }
    if (fresh && c === '[' && text[i + 1] === '[') found.push(i);
    if (!/\s/.test(c)) fresh = false;
  }
  return found;
}
const ESCAPED = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001B', '"': '"', '\\': '\\' };
/* The TOML string that begins at `i`, with its value and its end: basic or literal, on one line or several. */
function string(text, i) {
  const mark = text[i], long = text.startsWith(mark.repeat(3), i), fence = long ? mark.repeat(3) : mark;
  let at = i + fence.length, value = '';
  if (long && text[at] === '\n') at++;
  while (at < text.length && !text.startsWith(fence, at)) {
    if (mark === '"' && text[at] === '\\') {
      const wide = { u: 4, U: 8, x: 2 }[text[at + 1]];
      if (wide) { value += String.fromCodePoint(parseInt(text.slice(at + 2, at + 2 + wide), 16) || 0xFFFD); at += 2 + wide; }
      else if (/\s/.test(text[at + 1] || '')) { at++; while (/\s/.test(text[at] || '')) at++; }
      else { value += ESCAPED[text[at + 1]] ?? text[at + 1]; at += 2; }
    } else value += text[at++];
  }
  return { value, end: at + fence.length };
}
/* Keys of a table with their values: strings, and inline tables of strings; whatever else a value is, as it is written. */
function entries(text, i = 0, end = /(?!)/) {
  const found = {};
  while (i < text.length && !end.test(text[i])) {
    if (text[i] === '#') { while (i < text.length && text[i] !== '\n') i++; continue; }
    const key = /^["']?([\w-]+)["']?\s*=\s*/.exec(text.slice(i, i + 200));
    if (!key) { i++; continue; }
    i += key[0].length;
    if (text[i] === '"' || text[i] === "'") { const s = string(text, i); found[key[1]] = s.value; i = s.end; }
    else if (text[i] === '{') { const inner = entries(text, i + 1, /\}/); found[key[1]] = inner.found; i = inner.at + 1; }
    else { const bare = /^[^\s,}#]*/.exec(text.slice(i))[0]; found[key[1]] = bare; i += Math.max(bare.length, 1); }
  }
  return { found, at: i };
}
/* The clause of this page that a decision means: the same content in the same document, by its id where several have it. */
function meant(anchor) {
  if (!anchor || !anchor.clause) return null;
  const own = byId.get(anchor.clause), squeezed = s => s.replace(/\s+/g, '');
  const same = s => anchor.hash ? s.hash === anchor.hash : squeezed(quotation(s)) === squeezed(anchor.text || '');
  const here = own && screenOf.get(own.i);
  if (here && same(here)) return here;
  const others = SCREENS.filter(s => anchor.clause.startsWith(docs[C[s.c].d].id + '/') && same(s));
  return others.length === 1 ? others[0] : null;
}
const isPerson = by => !/^model:/.test(by || '');
/* Takes a file in; answers whether it could be read. */
function openFile(text, name) {
  text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const starts = tables(text), head = text.slice(0, starts[0] ?? text.length);
  if (/^\s*[^#\s]/m.test(head) || starts.some(i => !/^\[\[\s*["']?decision["']?\s*\]\]/.test(text.slice(i, i + 40)))) { loaded.bad = name; return false; }
  Object.assign(loaded, { name, text, head, blocks: [], verdicts: new Map(), apart: 0, bad: '' });
  starts.forEach((start, i) => {
    const own = text.slice(start, starts[i + 1] ?? text.length), said = entries(own).found, by = (said.by || '').trim();
    const [a, b] = VERDICTS.includes(said.verdict) ? [meant(said.old), meant(said.new)] : [];
    const key = a && b ? pairKey(a.c, b.c) : null, was = key && loaded.verdicts.get(key);
    loaded.blocks.push({ text: own, key, by, verdict: said.verdict, note: said.note });
    if (!key) loaded.apart++;
    else if (!was || isPerson(by) && !isPerson(was.by)) loaded.verdicts.set(key, { verdict: said.verdict, by, on: said.on, note: said.note });
  });
  return true;
}
async function fetchFile(file) {
  if (!file) return;
  openFile(await file.text(), file.name); remember(); seat = 'next'; go();
}
/* What was opened, and what must be: a saved file replaces the one beside the manifest. */
function about() {
  const { name, blocks, verdicts, apart, bad } = loaded;
  const against = [...bench.verdicts].filter(([key, v]) => { const was = verdicts.get(key); return was && was.by !== bench.by && isPerson(was.by) && was.verdict !== v.verdict; }).length;
  return [bad && h('p.note', { role: 'alert' }, T(`${bad} 不是判定文件，未打开；判定文件只含 [[decision]]。`, `${bad} is no decisions file and was not opened; such a file holds [[decision]] alone.`)),
    name && h('p.note', { id: 'rv-loaded' }, T(`已打开 ${name}：${blocks.length} 条判定，其中 ${verdicts.size} 对在本页；其余 ${apart} 条原样保留。另存时一并写入。`, `${name} is open: ${blocks.length} decisions, ${verdicts.size} pairs of them on this page; the other ${apart} stay as they are. Saving writes them all.`)),
    !name && applied > 0 && h('p.note', { id: 'rv-applied' }, T(`本页已应用 ${applied} 对先前的判定。请先打开原来的 decisions.toml，另存时才会并入，不致丢失。`, `This page was traced with ${applied} earlier verdicts. Open that decisions.toml first, so that saving keeps them.`)),
    against > 0 && h('p.note', null, T(`有 ${against} 对与他人的判定不同：两种都会写入，yange trace 会指出，由 yange adjudicate 裁定。`, `${against} pairs are judged unlike another person's verdict: both are written, and yange trace will name them for yange adjudicate.`))];
}
