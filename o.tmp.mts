import { mkdirSync, writeFileSync } from 'node:fs';
const { openBrowser } = await import(process.cwd()+'/scripts/browser.ts');
const browser = await openBrowser();
const cat = await (await fetch('http://localhost:4000/catalogue.json')).json();
const services = cat.services ?? cat;
const ops: string[] = [];
const xml = (await import('node:fs')).readFileSync('/tmp/ops.txt','utf8');
ops.push(...xml.trim().split('\n').filter((o)=>!/changes|releases|changelog/.test(o)));
console.log(ops.length);
const ctx = await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, colorScheme: 'light' });
let i = 0; const bad: string[] = [];
const page = await ctx.newPage();
page.on('pageerror', (e: Error) => bad.push(String(e)));
const shots: string[] = [];
for (const op of ops) {
  const path = (i++ % 2 ? '/bn' : '') + op;
  const done = `/tmp/w1440/${String(i).padStart(3, '0')}.jpg`;
  if (i < 212 && (await import('node:fs')).existsSync(done)) { shots.push(done); continue; }
  await page.goto('http://localhost:4000' + path, { waitUntil: 'load' });
  await page.waitForTimeout(120);
  const m = await page.evaluate(() => ({ over: document.documentElement.scrollWidth > innerWidth, h: document.documentElement.scrollHeight }));
  if (m.over) bad.push('OVERFLOW ' + path);
  const f = `/tmp/w1440/${String(i).padStart(3, '0')}.jpg`;

  await page.screenshot({ path: f, type: 'jpeg', quality: 70, clip: { x: 0, y: 0, width: 1440, height: Math.min(m.h, 2400) }, fullPage: true });
  shots.push(f);
}
writeFileSync('/tmp/w1440/index.txt', ops.map((o, k) => `${k + 1} ${o}`).join('\n'));
console.log(bad.join('\n'));
const sheet = await browser.newPage({ viewport: { width: 2000, height: 100 } });
for (let k = 0; k < shots.length; k += 6) {
  const html = '<body style="margin:0;display:grid;grid-template-columns:repeat(3,1fr);gap:6px;background:#888">' + shots.slice(k, k + 6).map((f) => `<img style="width:100%" src="file://${f}">`).join('') + '</body>';
  const file = `/tmp/w1440/sheet.html`; writeFileSync(file, html);
  await sheet.goto('file://' + file); await sheet.screenshot({ path: `/tmp/w1440/s${String(k / 6).padStart(2, '0')}.jpg`, type: 'jpeg', quality: 75, fullPage: true });
}
await browser.close();
