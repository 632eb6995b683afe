// Through every view with Tab, Enter, Space and arrows alone; each stop shows where the focus is.
export async function keyboard(open, report, check) {
  const page = await open(report);
  const press = key => page.keyboard.press(key);
  const active = () => page.evaluate(() => { const e = document.activeElement; return `${e.tagName.toLowerCase()}#${e.id}.${e.getAttribute('class') || ''} ${e.textContent.slice(0, 20)}`; });
  const visible = what => page.locator(what).first().waitFor({ state: 'visible', timeout: 3000 }).then(() => true, () => false);
  /* Tabs on until an element that fits has the focus, and looks whether it can be seen. */
  async function reach(selector, most = 120) {
    for (let i = 0; i < most; i++) {
      await press('Tab');
      const at = await page.evaluate(selector => {
        const e = document.activeElement; if (!e.matches(selector)) return null;
        const ring = [e, e.parentElement, ...e.querySelectorAll('*')].some(x => { const s = getComputedStyle(x); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || parseFloat(s.strokeWidth) >= 2.5; });
        return { ring };
      }, selector);
      if (at) { check(`keyboard: the focus shows at ${selector}`, at.ring); return true; }
    }
    check(`keyboard: Tab reaches ${selector}`, false, `stopped at ${await active()}`);
    return false;
  }
  const restart = async view => { await page.goto(page.url().split('#')[0] + '#/' + view); await page.reload(); await page.waitForSelector('html[data-ready]'); };
  const at = view => page.evaluate(() => location.hash).then(h => h.startsWith('#/' + view));

  await press('Tab');
  check('keyboard: the first stop skips to the content', (await active()).includes('#skip'), await active());
  await press('Enter');
  check('keyboard: and does', await page.evaluate(() => document.activeElement.id === 'main'), await active());
  await restart('overview');
  for (const view of ['measures', 'reading', 'table', 'figures', 'review', 'method', 'overview']) {
    await page.evaluate(() => document.activeElement.blur());
    if (await reach(`#nav a[href="#/${view}"]`)) { await press('Enter'); check(`keyboard: ${view} opens`, await visible(`#v-${view}`)); }
    await restart(view);
  }

  await restart('overview');
  if (await reach('#past')) { await press('Enter'); check('keyboard: the picture can be skipped', await page.evaluate(() => document.activeElement.id === 'h-word')); }
  await restart('overview');
  if (await reach('.alluvial a.fl')) { check('keyboard: a ribbon explains itself', await visible('#tip')); await press('Enter'); check('keyboard: and opens its measures', await visible('#mt .name')); }

  await restart('measures');
  const count = () => page.locator('#count').innerText();
  const all = await count();
  if (await reach('#filters select[name=last]')) { await press('ArrowDown'); await page.waitForFunction(was => document.querySelector('#count').innerText !== was, all, { timeout: 3000 }).catch(() => {}); check('keyboard: an arrow filters', (await count()) !== all); }
  if (await reach('#mt thead button')) { await press('Enter'); await page.waitForTimeout(50); check('keyboard: a column sorts', (await page.locator('#mt th[aria-sort=ascending]').count()) === 1); }
  await restart('measures');
  if (await reach('#mt .name')) { await press('Enter'); check('keyboard: a measure opens', await visible('#bio .life')); }
  if (await page.locator('#bio summary').count() && await reach('#bio summary')) { const was = await page.locator('#bio details[open]').count(); await press('Enter'); check('keyboard: why it answers unfolds', (await page.locator('#bio details[open]').count()) !== was); }
  if (await page.locator('#bio .turn a').count() && await reach('#bio .turn a')) { const was = page.url(); await press('Enter'); await page.waitForFunction(was => location.href !== was, was); check('keyboard: on to the next measure', await visible('#bio .life')); }

  await restart('reading');
  if (await reach('#pick select')) check('keyboard: texts are chosen', true);
  if (await reach('.pane')) { await press('PageDown'); await page.waitForTimeout(400); check('keyboard: a text scrolls', (await page.evaluate(() => document.querySelector('.pane').scrollTop)) > 0); }
  if (await reach('.pane a.s')) { check('keyboard: a sentence lights', (await page.locator('.pane .hot').count()) > 0); await press('Enter'); check('keyboard: and opens its life', await visible('#bio .life')); }

  await restart('table');
  if (await reach('#tpick select[name=by]')) { await press('ArrowDown'); await page.waitForFunction(() => location.hash.includes('by=new'), null, { timeout: 3000 }).catch(() => {}); check('keyboard: the order turns', await page.evaluate(() => location.hash.includes('by=new'))); }
  if (await reach('.corr tbody a')) { await press('Enter'); check('keyboard: a clause opens in its text', (await visible('#panes .pane')) && await at('clause')); }

  await restart('figures');
  if (await reach('.jump a:last-child')) { await press('Enter'); await page.waitForFunction(() => document.activeElement.id.startsWith('f-'), null, { timeout: 3000 }).catch(() => {}); check('keyboard: a section is jumped to', await page.evaluate(() => document.activeElement.id.startsWith('f-')), await active()); }

  await restart('method');
  check('keyboard: the method is reached and read', await visible('#v-method blockquote'));

  await restart('review');
  if (await reach('.cand input')) { await press('2'); check('keyboard: a verdict', (await page.locator('.cand input[value=related]:checked').count()) > 0); await press('Enter'); await page.waitForTimeout(100); check('keyboard: the next screen', /[1-9]/.test(await page.locator('#rv-done').innerText())); }
  if (await reach('#lang')) { await press('Enter'); check('keyboard: the language turns', (await page.getAttribute('html', 'lang')) === 'en'); }
  await page.context().close();
}
