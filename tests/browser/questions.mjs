// The four questions of a first-time reader, each from the page as it opens, with every action counted: what became of
// a measure, which of a document were not carried on and how sure is that, what is really new, which indicators rose.
const MOST_ACTIONS = 4;

export async function questions(open, report, check, term) {
  const walk = async (what, steps) => {
    const page = await open(report);
    let actions = 0;
    const act = async step => { actions += 1; await step; };
    await steps(page, act);
    check(`${what}: at most ${MOST_ACTIONS} actions`, actions <= MOST_ACTIONS, `${actions}`);
    await page.context().close();
  };
  const shown = (page, selector) => page.locator(selector).first().waitFor({ state: 'visible', timeout: 3000 }).then(() => true, () => false);

  await walk('what became of it?', async (page, act) => {
    await act(page.click('#ask-q'));
    await act(page.keyboard.type(term));
    await act(page.keyboard.press('Enter'));
    check('what became of it? a list or its life', await shown(page, '#mt .name, #bio .life'));
    if (await page.locator('#mt .name').first().isVisible()) {
      check('what became of it? the list says what', (await page.locator('#mt tbody tr').first().locator('.chip').count()) > 0);
      await act(page.locator('#mt .name').first().click());
    }
    check('what became of it? every wording, with its fate and how sure', (await shown(page, '#bio .facts .chip')) && /\d+\s?%/.test(await page.locator('#bio .facts').innerText()));
  });

  for (const [what, link] of [['not found later', '.asks a[href*="last="]'], ['really new', '.asks a[href*="first="]']]) await walk(what, async (page, act) => {
    if (!(await page.locator(link).count())) return;
    const said = Number(await page.locator(link).first().locator('b').innerText());
    await act(page.locator(link).first().click());
    check(`${what}: a list`, await shown(page, '#mt .name'));
    const count = Number((await page.locator('#count').innerText()).match(/\d+/)[0]);
    check(`${what}: the list is as long as was said`, count === said, `${count} of ${said}`);
    const sure = (await page.locator('#mt .sure').allInnerTexts()).map(s => parseInt(s, 10)).filter(Number.isFinite);
    check(`${what}: each says how sure, the surest first`, sure.length > 0 && sure.every((p, i) => !i || p <= sure[i - 1]), `${sure}`);
    await act(page.locator('#mt .name').first().click());
    check(`${what}: and what came nearest`, await shown(page, '#bio .life'));
  });

  await walk('which indicators rose?', async (page, act) => {
    await act(page.click('.asks a[href^="#/figures"]'));
    check('which indicators rose? the section is in sight', await shown(page, '#f-targets'));
    if (await page.locator('.multi article').count()) check('which indicators rose? a sentence answers', /\d/.test(await page.locator('.answer').innerText()));
  });
}
