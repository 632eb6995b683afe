/* ---- language, theme, print ---- */
function relabel() {
  const zh = isZh(), b = $('lang'); b.textContent = zh ? 'English' : '中文'; b.lang = zh ? 'en' : 'zh-Hans';
  for (const e of document.querySelectorAll('[data-zh]')) { const s = e.dataset[zh ? 'zh' : 'en']; e.tagName === 'INPUT' ? e.placeholder = s : e.tagName === 'OPTION' ? e.textContent = s : e.setAttribute('aria-label', s); }
}
const keep = (k, v) => { try { v === undefined ? v = localStorage.getItem(k) : localStorage.setItem(k, v); } catch { /* a page opened from disk may have no storage */ } return v; };
$('lang').onclick = () => { root.lang = isZh() ? 'en' : 'zh-Hans'; keep('yange-lang', root.lang); relabel(); go(); };
const dark = on => { root.dataset.theme = on ? 'dark' : 'light'; $('theme').setAttribute('aria-pressed', on); };
$('theme').onclick = () => { const on = root.dataset.theme !== 'dark'; dark(on); keep('yange-theme', on ? 'dark' : 'light'); };
dark(keep('yange-theme') ? keep('yange-theme') === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
if (['en', 'zh-Hans'].includes(keep('yange-lang'))) root.lang = keep('yange-lang');
$('print').onclick = () => print();
/* Running heads: the series on the left, the view on the right. */
const running = document.head.appendChild(h('style')), quoted = s => '"' + flat(s).replace(/[\\"\n\r\f<>]/g, ' ') + '"';
addEventListener('beforeprint', () => {
  running.textContent = `@page{@top-left{content:${quoted((D.title || D.series) + ' · yange 沿革 ' + D.version)};font:9pt serif}@top-right{content:${quoted(document.querySelector('.view:not([hidden]) h1').innerText)};font:9pt serif}}`;
  while (drawn < rows.length && !$('v-measures').hidden) draw(); unfinished.forEach(finish => finish()); document.querySelectorAll('.view:not([hidden]) details:not([open])').forEach(d => { if (!d.matches('.screen') && !d.querySelector('.sigs')) { d.open = true; d.dataset.opened = '1'; } }); });
addEventListener('afterprint', () => document.querySelectorAll('details[data-opened]').forEach(d => { d.open = false; delete d.dataset.opened; }));
$('skip').onclick = e => { e.preventDefault(); $('main').focus(); };
root.dataset.ready = '1';
relabel(); go();
performance.mark('ready');
