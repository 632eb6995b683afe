// Drives a report opened from disk; every check names what a reader would miss. Exit 1 on the first list of failures.
import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [report, hostile] = process.argv.slice(2);
const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const url = file => pathToFileURL(file).href;
const failures = [];
const check = (what, holds, detail = '') => { if (!holds) failures.push(`${what}${detail ? ': ' + detail : ''}`); };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

async function open(file, hash = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('pageerror', e => failures.push(`page error at ${hash}: ${e.message}`));
  page.on('console', m => m.type() === 'error' && failures.push(`console error at ${hash}: ${m.text()}`));
  page.on('request', r => !r.url().startsWith('file://') && !r.url().startsWith('data:') && !r.url().startsWith('blob:') && failures.push(`request: ${r.url()}`));
  await page.goto(url(file) + hash);
  return page;
}
const heading = page => page.locator('main .view:not([hidden]) h1').first().innerText();
const count = async page => Number((await page.locator('#count').innerText()).match(/\d+/)[0]);

const data = page => page.evaluate(() => { const d = JSON.parse(document.getElementById('data').textContent); return { lineages: d.m.map(m => [m[0], m[3].length]), clauses: d.c.map(c => c[0]), documents: d.docs.length, quote: d.c[d.m[0][3][0]][6].trim() }; });

// size and speed
check('the report is under 1 MB', statSync(report).size < 1e6, `${statSync(report).size} bytes`);
const first = await open(report);
const ready = await first.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
check('usable within one second', ready < 1000, `${ready} ms`);
const series = await data(first);
const longest = series.lineages.reduce((a, b) => (b[1] > a[1] ? b : a));
const lineage = '#/lineage/' + encodeURIComponent(longest[0]);
const clause = '#/clause/' + encodeURIComponent(series.clauses.at(-1));

// every view by click, by keyboard and by link
for (const view of ['measures', 'reading', 'table', 'figures', 'method', 'overview']) {
  await first.click(`#nav a[href="#/${view}"]`);
  const shown = await first.locator(`#v-${view}`).waitFor({ timeout: 2000 }).then(() => true, () => false);
  check(`${view} opens by click`, shown);
  const focused = await first.evaluate(() => document.activeElement.id);
  check(`${view}: focus moves to its heading`, focused === `h-${view}`, focused);
  const linked = await open(report, `#/${view}`);
  check(`${view} opens by link`, await linked.locator(`#v-${view}`).isVisible());
  check(`${view} has a heading`, (await heading(linked)).length > 0);
  await linked.context().close();
}
await first.goBack();
check('back returns to the view before', await first.locator('#v-method').isVisible());
await first.goForward();
check('forward goes on', await first.locator('#v-overview').isVisible());
for (let i = 0; i < 12; i++) { await first.keyboard.press('Tab'); if (await first.evaluate(() => document.activeElement.hash === '#/table')) break; }
await first.evaluate(() => document.querySelector('#nav a[href="#/table"]').focus());
await first.keyboard.press('Enter');
check('a view opens by keyboard', await first.locator('#v-table').isVisible());
for (const [hash, id] of [[lineage, 'v-lineage'], [clause, 'v-reading']]) {
  const page = await open(report, hash);
  check(`${hash} opens by link`, await page.locator('#' + id).isVisible());
  await page.context().close();
}
await first.goto(url(report) + '#/overview');
const ribbon = first.locator('.alluvial a').first();
await ribbon.focus();
check('focus on the picture explains', await first.locator('#tip').isVisible());
await first.keyboard.press('Enter');
check('the picture opens its measures', await first.locator('#v-measures').isVisible());

// search, filter, sort, selection
const m = await open(report, '#/measures');
const all = await count(m);
const term = series.quote.replace(/^[^\p{Script=Han}]*/u, '').slice(0, 4);
const slow = await m.evaluate(term => { const i = document.querySelector('#filters [name=q]'); const t = performance.now(); i.value = term; i.dispatchEvent(new Event('input', { bubbles: true })); document.body.getBoundingClientRect(); return performance.now() - t; }, term);
check('a keystroke in search takes under 100 ms', slow < 100, `${slow} ms`);
await m.locator('#filters [name=all]').check();
check('search finds what a document says', (await count(m)) >= 1, term);
check('the address holds the selection', m.url().includes('q='));
await m.reload();
check('the selection survives a reload', (await m.locator('#filters [name=q]').inputValue()) === term);
await m.click('#clear');
await m.waitForFunction(n => document.querySelector('#count').innerText.startsWith(String(n)), all);
await m.selectOption('#filters [name=last]', '0');
await m.waitForFunction(n => !document.querySelector('#count').innerText.startsWith(String(n) + ' /'), all).catch(() => {});
const some = await count(m);
check('a filter narrows', some < all, `${some} of ${all}`);
await m.click('#mt thead th:first-child button');
await m.waitForTimeout(50);
const names = () => m.locator('#mt tbody .name').allInnerTexts();
const up = await names();
await m.click('#mt thead th:first-child button');
await m.waitForTimeout(50);
const down = await names();
check('sorting turns round', up.length < 2 || up[0] !== down[0]);
const [download] = await Promise.all([m.waitForEvent('download'), m.click('#csv')]);
const csv = readFileSync(await download.path(), 'utf8');
check('the CSV begins with a byte order mark', csv.startsWith('\uFEFF'));
check('the CSV holds the selection', csv.split('\r\n').length - 2 === some, `${csv.split('\r\n').length - 2} rows of ${some}`);

// language, dark, reading, biography
await m.click('#lang');
check('the page speaks English', (await heading(m)) === 'Measures', await heading(m));
check('the page says which language it is', (await m.getAttribute('html', 'lang')) === 'en');
await m.click('#theme');
check('dark mode is on', (await m.getAttribute('html', 'data-theme')) === 'dark');
const bio = await open(report, lineage);
check('a biography holds every wording', (await bio.locator('#bio .life > li').count()) >= 1);
const why = bio.locator('#bio details summary').first();
if (await why.count()) { await why.click(); check('a biography says why', await bio.locator('#bio .sigs, #bio .near').first().isVisible()); }
if (series.documents > 1) {
  const read = await open(report, '#/reading?old=0&new=1');
  check('two texts stand side by side', (await read.locator('.pane').count()) === 2);
  const linked = read.locator('.pane a.linked').first();
  if (await linked.count()) { await linked.hover(); check('hovering lights the partner', (await read.locator('.pane .hot').count()) >= 2); }
  await read.context().close();
  const table = await open(report, '#/table?old=0&new=1&by=new');
  check('the correlation table has rows', (await table.locator('.corr tbody tr').count()) > 0);
  await table.context().close();
}

// accessibility, all views, light and dark, wide and narrow
for (const colorScheme of ['light', 'dark']) for (const width of [1440, 390]) for (const hash of ['#/overview', '#/measures', lineage, '#/reading?old=0&new=1', '#/reading?old=0', '#/table', '#/figures', '#/method']) {
  const page = await open(report, hash, { colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  for (const v of violations) check(`axe ${colorScheme} ${width} ${hash}`, false, `${v.id} (${v.nodes.length}) ${v.nodes[0].target} ${v.nodes[0].failureSummary.split('\n')[1] || ''}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`no sideways scrolling at ${width} in ${hash}`, wide <= 0, `${wide} px`);
  await page.context().close();
}

// without script the essential content is there
const plain = await open(report, '#/overview', { javaScriptEnabled: false });
check('without script the correlation tables can be read', (await plain.locator('noscript table.corr tbody tr, table.corr tbody tr').count()) > 0);

// a hostile series shows as text and runs nothing
for (const hash of ['#/overview', '#/measures?all=1', '#/reading?old=0&new=1', '#/reading?old=0', '#/table', '#/figures', '#/method']) {
  const page = await open(hostile, hash);
  await page.mouse.move(400, 400);
  await page.waitForTimeout(100);
  check(`hostile ${hash}: nothing ran`, (await page.evaluate(() => window.__hit)) === undefined);
  check(`hostile ${hash}: no foreign element`, (await page.locator('main iframe, main img, main script, main style, main [onerror], main [onmouseover]').count()) === 0);
  if (hash.startsWith('#/reading')) { const t = await page.locator('#panes').innerText(); check('hostile markup is shown', t.includes('<script>')); check('direction marks are shown', t.includes('[U+202E]')); }
  await page.context().close();
}
await browser.close();
if (failures.length) { console.error(failures.map(f => 'FAILED ' + f).join('\n')); process.exit(1); }
console.log('browser: all checks passed');
