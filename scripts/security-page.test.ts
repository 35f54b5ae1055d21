import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const PAGES = ['docs/security.md', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/security.md'];
const [english = '', bangla = ''] = PAGES.map((page) => readFileSync(resolve(ROOT, page), 'utf8'));
/** What the status of a row is called, in the languages of the pages. */
const STATUSES: Record<string, string> = {
  met: 'met',
  'not met': 'not met',
  'not applicable': 'not applicable',
  পূরণ: 'met',
  'পূরণ নয়': 'not met',
  'প্রযোজ্য নয়': 'not applicable',
};

test('every test that the page on security names is there, and both languages name the same ones', () => {
  const named = testsIn(english);
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((file) => !existsSync(resolve(ROOT, file))),
    [],
  );
  assert.deepEqual(testsIn(bangla), named);
});

test('each boundary of the picture has a row, and each row a test', () => {
  for (const [page, digits] of [
    [english, '1234567'],
    [bangla, '১২৩৪৫৬৭'],
  ] as const) {
    for (const digit of digits) {
      assert.match(page, new RegExp(`<text [^>]*>${digit}</text>`));
      const row = page.split('\n').find((line) => line.startsWith(`| ${digit} |`)) ?? '';
      assert.notDeepEqual(testsIn(row), [], `boundary ${digit}`);
    }
  }
});

test('all of the API Top 10 and of the chapters of ASVS 5.0 have a status, the same in both languages', () => {
  const rows = statusesIn(english);
  const names = rows.map(([name]) => name);
  for (let number = 1; number <= 10; number += 1) assert.ok(names.some((name) => name.startsWith(`API${number} `)));
  for (let number = 1; number <= 17; number += 1) {
    assert.ok(
      names.some((name) => new RegExp(`^V${number}[ .]`).test(name)),
      `V${number}`,
    );
  }
  assert.deepEqual(statusesIn(bangla), rows);
});

test('what is not met of ASVS is named by requirement, the same in both languages', () => {
  const rows = statusesIn(english).filter(([name, status]) => name.startsWith('V') && status === 'not met');
  assert.ok(rows.length > 5);
  for (const [name] of rows) assert.notDeepEqual(requirementsIn(english, name), [], name);
  for (const [name] of statusesIn(english)) {
    assert.deepEqual(requirementsIn(bangla, name), requirementsIn(english, name), name);
  }
});

function testsIn(text: string): string[] {
  return [...text.matchAll(/`((?:sandbox|specs|mocks|scripts|portal)\/[^`]+\.test\.tsx?)`/g)].map(
    ([, file = '']) => file,
  );
}

/** Rows of the tables of OWASP, as name and status. */
function statusesIn(page: string): [string, string][] {
  // English names on the page in another language say that they are English.
  const text = page.replaceAll(/<\/?span[^>]*>/g, '');
  return [...text.matchAll(/^\| ((?:API|V)\d[^|]*?) \| ([^|]+) \| [^|]+ \|$/gm)].map(([, name = '', status = '']) => {
    const known = STATUSES[status.normalize('NFC')] ?? STATUSES[status];
    assert.ok(known, `${name} has the status "${status}"`);
    return [name, known];
  });
}

/** Requirements that a row names, such as `3.3.1`. */
function requirementsIn(page: string, name: string): string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
  return row.slice(name.length).match(/\b\d+\.\d+\.\d+\b/g) ?? [];
}
