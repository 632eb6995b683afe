// Writes a made-up series of policy documents: node series.mjs FOLDER [MEASURES] [DOCUMENTS] [STAY] [WORDS]
// Every measure is made of WORDS (7) words of its own, so that the aligner can tell them apart; each stands in up to
// STAY (3) neighbouring documents, now and then with a word changed. The same arguments give the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';

const [folder, measures = '2000', documents = '8', stay = '3', words = '7'] = process.argv.slice(2);
const verbs = ['建立', '完善', '推进', '建设', '健全', '扩大'];
const word = () => String.fromCharCode(0x4e00 + next(6000), 0x4e00 + next(6000));
const numerals = '一二三四五六七八九十'.split('');
const numeral = n => (n <= 10 ? numerals[n - 1] : n < 20 ? '十' + numerals[n - 11] : numerals[Math.floor(n / 10) - 1] + '十' + (n % 10 ? numerals[(n % 10) - 1] : ''));
let seed = 1;
const next = n => { seed = (seed * 48271) % 2147483647; return seed % n; };

const count = Number(measures), years = Number(documents);
const texts = Array.from({ length: years }, () => []);
for (let i = 0; i < count; i++) {
  const own = Array.from({ length: Number(words) }, word), first = next(years), stays = 1 + next(Number(stay));
  for (let d = first; d < Math.min(years, first + stays); d++) {
    texts[d].push(`${verbs[(i + d) % verbs.length]}${own.slice(0, 3).join('')}，${own.slice(3).join('')}。`);
    if (next(3)) own[next(own.length)] = word();
  }
}
mkdirSync(folder, { recursive: true });
texts.forEach((sentences, d) => {
  let out = `某市人民政府关于公共事务的第${numeral(d + 1)}个实施意见\n\n`;
  for (let i = 0, chapter = 1; i < sentences.length; i += 24, chapter++) out += `${numeral(chapter)}、第${numeral(chapter)}方面工作\n${sentences.slice(i, i + 24).map((s, k) => `（${numeral(k + 1)}）${s}\n`).join('')}`;
  writeFileSync(`${folder}/${2000 + d * 2}.txt`, out);
});
