/* ---- addresses ---- */
const enc = encodeURIComponent;
const toLineage = m => '#/lineage/' + enc(m.id), toClause = c => '#/clause/' + enc(c.id);
function address() {
  const [p, q] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = p.split('/').map(s => { try { return decodeURIComponent(s); } catch { return s; } });
  return { view: parts[0] || 'overview', arg: parts.slice(1).join('/'), q: new URLSearchParams(q || '') };
}
/* Every view and what fills it; a file of its own adds itself: VIEWS.review = at => … with a section id="v-review". */
const VIEWS = { overview() {}, method() {} };
let shown = null;
function go() {
  const at = address();
  let { view } = at;
  if (view === 'clause') { const c = byId.get(at.arg); view = 'reading'; if (c) { at.q.set('old', c.d); at.q.delete('new'); at.clause = c.i; } }
  if (!Object.hasOwn(VIEWS, view) || !$('v-' + view)) view = 'overview';
  for (const v of Object.keys(VIEWS)) if ($('v-' + v)) $('v-' + v).hidden = v !== view;
  for (const a of $('nav').children) { const on = a.hash === '#/' + (view === 'lineage' ? 'measures' : view); on ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current'); }
  VIEWS[view](at);
  const head = $('h-' + view);
  document.title = flat(head.innerText || head.textContent) + ' · ' + flat(D.title || D.series) + ' · 沿革';
  if (shown !== null && shown !== view + at.arg) { head.focus({ preventScroll: true }); if (!at.clause && !at.q.get('at')) scrollTo(0, 0); }
  shown = view + at.arg;
}
addEventListener('hashchange', go);
