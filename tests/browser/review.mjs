// The review mode: verdicts by mouse and by keyboard, undo, what the browser keeps, and the file that yange reads again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function review(open, report, check) {
  const page = await open(report, '#/review');
  const done = async () => (await page.locator('#rv-done').innerText()).match(/\d+/g).map(Number);
  const subject = () => page.locator('#rv .subject .place a').first().innerText();
  const first = await subject(), pairs = await page.locator('.cand').count();
  check('a screen shows one clause and its candidates', pairs > 0);
  check('what the program linked is ticked', (await page.locator('.cand input[value=same]:checked').count()) === (await page.locator('.cand .chip.carried').count()));
  check('shared phrases are lit', (await page.locator('.cand mark').count()) > 0 && (await page.locator('.subject mark').count()) > 0);

  // by keyboard alone: judge the first candidate, move on, take it back
  await page.fill('#rv [name=by]', '王"\\芳');
  await page.locator('.cand input:checked').first().focus();
  await page.keyboard.press('3');
  check('a digit decides', await page.locator('.cand').first().locator('input[value=different]').isChecked());
  await page.keyboard.press('1');
  check('and can be changed', await page.locator('.cand').first().locator('input[value=same]').isChecked());
  if (pairs > 1) {
    await page.keyboard.press('ArrowDown');
    check('arrows go to the next candidate', await page.evaluate(() => [...document.querySelectorAll('.cand')].indexOf(document.activeElement.closest('.cand')) === 1));
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(was => document.querySelector('#rv .subject .place a')?.innerText !== was, first);
  check('Enter decides the whole screen', (await done())[0] >= 1 && (await done())[2] === pairs, `${await done()} of ${pairs}`);
  check('the next screen waits for a key', await page.evaluate(() => Boolean(document.activeElement.closest('.cand'))));
  await page.keyboard.press('u');
  await page.waitForFunction(was => document.querySelector('#rv .subject .place a')?.innerText === was, first);
  check('undo takes a whole screen back', (await done())[2] === 1, `${await done()}`);
  await page.locator('.cand input:checked').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(was => document.querySelector('#rv .subject .place a')?.innerText !== was, first);

  // what the browser keeps
  const judged = await done();
  await page.reload();
  check('verdicts survive a reload', String(await done()) === String(judged), `${await done()} of ${judged}`);
  check('and so does the name', (await page.inputValue('#rv [name=by]')) === '王"\\芳');
  await page.fill('#rv [name=note]', '一行\t"理由"');
  await page.click('.cand >> nth=0 >> input[value=related]');
  check('a click decides', (await done())[2] === judged[2] + 1);
  check('the page says what is not yet in a file', /未另存/.test(await page.locator('#rv-done').innerText()));

  // the file, read again by the program
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#rv-save')]);
  check('the file bears the name that corpus.toml looks for', download.suggestedFilename() === 'decisions.toml');
  const text = readFileSync(await download.path(), 'utf8'), file = join(mkdtempSync(join(tmpdir(), 'yange-')), 'decisions.toml');
  writeFileSync(file, text);
  const written = text.split('[[decision]]').length - 1;
  check('the file holds every verdict', written === judged[2] + 1, `${written}`);
  const read = JSON.parse(execFileSync(process.env.YANGE, ['agreement', file, file, '--format', 'json'], { encoding: 'utf8' }));
  const counted = read.questions[0].confusion.map((row, i) => row[i]), said = ['same', 'related', 'different'].map(v => text.split(`verdict = "${v}"`).length - 1);
  check('yange reads every verdict of the file as it was given', String(counted) === String(said) && counted.reduce((x, y) => x + y) === written, `${counted} of ${said}`);
  await page.context().close();
  await merged(open, report, check, text);
  if (process.env.SERIES) await traced(open, process.env.SERIES, text, check);

  // deep link, and a browser that keeps nothing
  const linked = await open(report, '#/review?clause=' + encodeURIComponent(first));
  check('a clause can be judged by link', (await linked.locator('#rv .subject .place a').first().innerText()) === first);
  await linked.context().close();
  const refusing = await open(report, '', {});
  await refusing.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await refusing.goto(refusing.url().split('#')[0] + '#/review'); await refusing.reload();
  check('without storage the page says so', (await refusing.locator('#rv .note').count()) > 0);
  await refusing.locator('.cand input:checked').first().focus(); await refusing.keyboard.press('Enter');
  check('and works', await refusing.waitForFunction(() => /[1-9]/.test(document.querySelector('#rv-done').innerText), null, { timeout: 2000 }).then(() => true, () => false));
  await refusing.context().close();
}

/* A file that people wrote: its verdicts are shown as such, and saving loses none of its words. */
async function merged(open, report, check, text) {
  const page = await open(report, '#/review');
  await page.evaluate(() => localStorage.clear()); await page.reload();
  const head = '# 我们组的判定\n# [[decision]] in a comment is none\n', blocks = text.split('[[decision]]\n').slice(1);
  const others = '\n[[decision]]\nverdict = "note"\nclause = { clause = "x/1", text = "某文。" }\nnote = """\n两行\n[[decision]]\n"""\nby = "李"\n';
  // The first pair by another hand with a note, the second by a program in literal strings, the rest as saved.
  const noted = blocks[0].replace(/by = .*\n/, 'by = "李" # 手写\n').replace(/\n*$/, '\nnote = "因为\\"如此\\""\n'), program = blocks[1].replace(/by = .*\n/, "by = 'model:m'\n");
  const file = head + '\n' + [noted, program, ...blocks.slice(2)].map(b => '[[decision]]\n' + b.trimEnd() + '\n').join('\n') + others;
  await page.setInputFiles('#rv-open', { name: '我的.toml', mimeType: 'application/toml', buffer: Buffer.from(file) });
  await page.waitForSelector('#rv-loaded');
  const said = (await page.locator('#rv-loaded').innerText()).match(/\d+/g).map(Number);
  check('an opened file is counted', String(said) === String([blocks.length + 1, blocks.length, 1]), String(said));
  const ids = /old = { clause = "([^"]+)"/.exec(noted);
  await page.evaluate(id => { location.hash = '#/review?clause=' + encodeURIComponent(id); }, ids[1]);
  await page.waitForFunction(id => document.querySelector('#rv .subject .place a')?.innerText === id, ids[1]);
  const chips = await page.locator('.cand .chip.decided').allInnerTexts();
  check('its verdicts are shown as decided, with their hand', chips.some(t => t.includes('李')), String(chips));
  await page.reload();
  check('an opened file survives a reload', (await page.locator('#rv-loaded').count()) === 1);
  check('what it decides is not asked again', !(await page.locator('#rv .subject .place a').first().innerText()).startsWith(ids[1] + ' '));
  // One more verdict, then the file: everything of the old one, and the new.
  await page.fill('#rv [name=by]', '赵');
  const fresh = page.locator('.cand:not(.judged)').first();
  await fresh.locator('input[value=related]').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#rv-save')]);
  const saved = readFileSync(await download.path(), 'utf8');
  const kept = file.split('\n').filter(line => line.trim());
  let at = 0; const lost = kept.filter(line => { const next = saved.indexOf(line, at); if (next < 0) return true; at = next + line.length; return false; });
  check('saving loses nothing of the file, in its order', lost.length === 0, lost.slice(0, 3).join('\n'));
  check('and adds what was judged', saved.split('by = "赵"').length === 2 && saved.split('\n').length > kept.length);
  const place = join(mkdtempSync(join(tmpdir(), 'yange-')), 'decisions.toml');
  writeFileSync(place, saved.replace(/\n\[\[decision\]\]\nverdict = "note"[\s\S]*?by = "李"\n/, '\n'));
  const again = JSON.parse(execFileSync(process.env.YANGE, ['agreement', place, place, '--format', 'json'], { encoding: 'utf8' }));
  check('yange reads the merged file', again.questions[0].confusion.flat().reduce((x, y) => x + y) === blocks.length + 1, JSON.stringify(again.questions[0].confusion));
  // A change of mind by the same hand takes the place of the old verdict and keeps its note.
  await page.fill('#rv [name=by]', '李');
  await page.evaluate(id => { location.hash = '#/review?clause=' + encodeURIComponent(id); }, ids[1]);
  const item = page.locator('.cand', { has: page.locator('.chip.decided', { hasText: '李' }) }).first();
  const now = /verdict = "(\w+)"/.exec(noted)[1], next = now === 'different' ? 'same' : 'different';
  await item.locator(`input[value=${next}]`).click();
  const [changed] = await Promise.all([page.waitForEvent('download'), page.click('#rv-save')]);
  const mind = readFileSync(await changed.path(), 'utf8'), mine = mind.split('[[decision]]\n').filter(b => b.includes(ids[1]) && b.includes('by = "李"') && b.includes('如此'));
  check('a change of mind keeps the note', mine.length === 1 && mine[0].includes(`verdict = "${next}"`), mine.join('|'));
  await page.setInputFiles('#rv-open', { name: 'wrong.toml', mimeType: 'application/toml', buffer: Buffer.from('[series]\nid = "x"\n') });
  await page.waitForSelector('#rv [role=alert]');
  check('a file that holds no decisions is refused, and the other stays', (await page.locator('#rv-loaded').count()) === 1);
  await page.context().close();
}

/* The file beside the manifest: every decision holds, and the links are those that the reviewer ticked. */
async function traced(open, series, text, check) {
  writeFileSync(join(series, 'decisions.toml'), text);
  const yange = (...args) => execFileSync(process.env.YANGE, args, { encoding: 'utf8' });
  const listed = yange('decisions', 'check', series, '--lang', 'en');
  check('every decision holds in the texts', /\b0 lost, 0 contradictions/.test(listed), listed.slice(0, 300));
  yange('--quiet', 'trace', series, '--out', join(series, 'out'), '--format', 'json,html');
  const links = JSON.parse(readFileSync(join(series, 'out', 'lineage.json'), 'utf8')).links;
  const decided = new Map(links.filter(l => l.decided_by === 'person').map(l => [l.old + ' ' + l.new, l.relation]));
  const said = [...text.matchAll(/verdict = "(\w+)"\nold = { clause = "([^"]+)".*\nnew = { clause = "([^"]+)"/g)].map(m => [m[2] + ' ' + m[3], m[1]]);
  check('yange trace links what was ticked, by a person', said.length > 0 && said.every(([pair, verdict]) => verdict === 'different' ? !links.some(l => l.relation === 'same' && l.old + ' ' + l.new === pair) : decided.get(pair) === verdict), JSON.stringify(said.filter(([pair, v]) => v !== 'different' && decided.get(pair) !== v)));
  const page = await open(join(series, 'out', 'report.html'), '#/review');
  check('a report of a series with decisions says so', /打开原来的|Open that/.test(await page.locator('#rv-applied').innerText()));
  const judged = (await page.locator('#rv-done').innerText()).match(/\d+/g).map(Number);
  check('screens that were decided count as judged', judged[0] > 0, String(judged));
  const first = said[0][0].split(' ')[0];
  await page.evaluate(id => { location.hash = '#/review?clause=' + encodeURIComponent(id); }, first);
  await page.waitForFunction(id => document.querySelector('#rv .subject .place a')?.innerText === id, first);
  check('and applied decisions are marked', (await page.locator('.cand .chip.decided').count()) > 0);
  await page.context().close();
}
