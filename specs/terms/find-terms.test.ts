import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { threadTime } from '../base/thread-time.fixture.ts';
import { termFinder } from './find-terms.ts';
import { readTerms, type TermList } from './terms.ts';

const NOTHING = { avoid: [], except: [], pattern: null };

function found(list: Partial<TermList>, text: string): string[] {
  return termFinder({ endings: [], terms: [], ...list })(text).map(({ found, use }) => `${found} → ${use}`);
}

describe('termFinder', () => {
  const terms = [{ ...NOTHING, term: 'client', use: 'client', avoid: ['caller', 'calling program'] }];

  test('finds a word with its endings, and not inside another word', () => {
    const list = { endings: ['s', "'s"], terms };
    assert.deepEqual(found(list, "A caller's key, the callers."), ["caller's → client", 'callers → client']);
    assert.deepEqual(found(list, 'The recaller, the callery.'), []);
  });

  test('finds a phrase that is broken across lines', () => {
    assert.deepEqual(found({ terms }, 'A calling\n  program asks.'), ['calling\n  program → client']);
  });

  test('leaves a phrase alone in which the word means something else', () => {
    const except = [{ ...NOTHING, term: 'client', use: 'client', avoid: ['caller'], except: ['caller ID'] }];
    assert.deepEqual(found({ terms: except }, 'The caller ID of a caller.'), ['caller → client']);
  });

  test('finds what a pattern matches', () => {
    const pattern = [{ ...NOTHING, term: 'a count', use: 'twelve', pattern: '\\d+ times' }];
    assert.deepEqual(found({ terms: pattern }, 'Try 3 times.'), ['3 times → twelve']);
  });

  test('does not look at code, addresses and placeholders', () => {
    const text = '`caller` [a](/caller/) https://x.example/caller {caller} <caller>\n```sh\ncaller\n```\n';
    assert.deepEqual(found({ terms }, text), []);
  });

  test('takes a hostile text in a moment', () => {
    const list = { endings: ['s', 'ss', 'sss'], terms };
    const start = threadTime();
    found(list, `caller${'s'.repeat(100_000)}x`);
    assert.ok(threadTime() - start < 1000);
  });
});

describe('readTerms', () => {
  test('a language without a term list has none', async () => {
    assert.equal(await readTerms('xx'), null);
  });

  test('says which entry cannot be used', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'terms-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'xx.yaml'), 'terms: [{ term: a, use: b }, { term: c }]');
    await assert.rejects(readTerms('xx', folder), /xx\.yaml: terms\/1 needs "term" and "use"/);
    await writeFile(join(folder, 'xx.yaml'), "terms: [{ term: a, use: b, pattern: '(' }]");
    await assert.rejects(readTerms('xx', folder), /terms\/0\/pattern is no regular expression/);
  });
});
