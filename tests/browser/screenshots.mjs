// Takes the README's pictures: node screenshots.mjs REPORT FOLDER. The overview, and the life of the first lineage
// that speaks of insurance in every document, or of the longest where none does.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [report, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 980 }, colorScheme: 'light' });
const session = await page.context().newCDPSession(page);
const url = pathToFileURL(resolve(report)).href;

async function take(hash, name) {
  await page.goto(url + hash);
  await page.waitForTimeout(400);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 88 });
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(data, 'base64'));
}
await take('#/overview', 'overview');
const lineage = await page.evaluate(() => {
  const d = JSON.parse(document.getElementById('data').textContent);
  const documents = m => new Set(m[3].map(c => d.c[c][1])).size;
  const all = [...d.m].sort((a, b) => documents(b) - documents(a));
  return (all.find(m => m[1].includes('保险') && documents(m) > 2) || all[0])[0];
});
await take('#/lineage/' + encodeURIComponent(lineage), 'biography');
await browser.close();
