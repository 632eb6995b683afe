/* ---- the picture ---- */
VIEWS.overview = overview;
const canvas = $('canvas'), tip = $('tip'), whole = canvas && [...canvas.childNodes];
let step = '0'; const isLong = canvas && canvas.classList.contains('long');
/* The whole series, or two neighbouring documents closer. */
function overview({ q }) {
  const ask = q.get('step') || '0', sheet = $('step-' + ask), next = sheet ? ask : '0';
  if (next === step) return;
  step = next;
  canvas.classList.toggle('long', isLong && step === '0');
  swap(canvas, sheet ? sheet.content.cloneNode(true) : whole);
  for (const a of document.querySelectorAll('[data-step]')) a.dataset.step === step ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current');
  if ($('step')) $('step').value = step;
  relabel();
}
if ($('step')) $('step').onchange = e => { location.hash = '#/overview' + (e.target.value === '0' ? '' : '?step=' + e.target.value); };
/* A block lights its ribbons, a ribbon itself. */
function light(e) {
  const a = e.target.closest && e.target.closest('.alluvial a'); if (!a) return;
  const svg = a.closest('svg'), b = a.dataset.b;
  svg.querySelectorAll('.hot').forEach(x => x.classList.remove('hot'));
  svg.classList.add('on');
  for (const x of b === undefined ? [a] : svg.querySelectorAll(`[data-f="${b}"],[data-t="${b}"]`)) x.classList.add('hot');
  tip.hidden = false; explain(a);
  const r = a.getBoundingClientRect(), x = e.clientX || r.left + r.width / 2, y = e.clientY || r.top;
  tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = Math.max(8, y - tip.offsetHeight - 12) + 'px';
}
/* What it is, what happened, and the first measures by name. */
const EXAMPLES = 3;
let told = '';
function explain(a) {
  const words = a.dataset[isZh() ? 'zh' : 'en'], mark = isZh() ? '：' : ': ', cut = words.lastIndexOf(mark);
  if (told === words) return;
  told = words;
  const found = M.filter(m => m.main).filter(wanted(new URLSearchParams(a.getAttribute('href').split('?')[1])));
  swap(tip, h('b', null, words.slice(0, cut)), h('span', null, words.slice(cut + mark.length)), found.slice(0, EXAMPLES).map(m => h('i', { lang: 'zh-Hans' }, m.name)), found.length > EXAMPLES && h('i.all', null, T(`等 ${found.length} 条，点开看全部`, `and ${found.length - EXAMPLES} more`)));
}
function unlight() { canvas.querySelectorAll('.on,.hot').forEach(x => x.classList.remove('on', 'hot')); tip.hidden = true; }
for (const e of ['mousemove', 'focusin']) canvas.addEventListener(e, light);
for (const e of ['mouseleave', 'focusout']) canvas.addEventListener(e, unlight);
canvas.addEventListener('mousemove', e => { if (!e.target.closest('a')) unlight(); });
addEventListener('keydown', e => { if (e.key === 'Escape') unlight(); });
$('past').onclick = e => { e.preventDefault(); $('h-word').focus(); };
/* One measure answers: straight to its life. */
$('ask').onsubmit = e => {
  e.preventDefault();
  const q = new URLSearchParams({ q: $('ask-q').value.trim() }), found = q.get('q') ? M.filter(m => m.main).filter(wanted(q)) : [];
  location.hash = found.length === 1 ? toLineage(found[0]) : where(q);
};
