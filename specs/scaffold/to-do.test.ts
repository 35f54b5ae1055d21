import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, GuidelineRule, Lifecycle } from '../catalogue/model.ts';
import { toDoOf, toDoText } from './to-do.ts';

const rule = (id: string, requiredFrom: Lifecycle): GuidelineRule => ({
  id,
  category: 'metadata',
  title: id,
  why: '',
  bad: '',
  good: '',
  fix: '',
  requiredFrom,
  points: 1,
  protectsPeople: false,
});
const found = (name: string, line: number, severity: Finding['severity'] = 'warning'): Finding => ({
  severity,
  rule: name,
  service: 'a/v1',
  file: 'a/v1/openapi.yaml',
  line,
  column: 1,
  message: `Wrong at ${line}.`,
  hint: 'Do it right.',
});
const GUIDELINE = [rule('info-contact', 'alpha'), rule('info-license', 'beta'), rule('version-semver', 'draft')];

test('what the check finds is grouped by the stage that asks for it, most frequent first', () => {
  const toDo = toDoOf(
    [
      found('struct', 3, 'error'),
      found('info-license', 1),
      found('version-semver', 2, 'error'),
      found('struct', 9, 'error'),
      found('info-contact', 1),
      found('no-unused-components', 5),
    ],
    GUIDELINE,
  );
  assert.deepEqual(
    toDo.map(({ before, count, rules }) => [before, count, rules.map((group) => group.rule)]),
    [
      ['draft', 3, ['struct', 'version-semver']],
      ['alpha', 1, ['info-contact']],
      ['beta', 1, ['info-license']],
      ['any', 1, ['no-unused-components']],
    ],
  );
});

test('each error is shown with its line and what to do; of the rest the first', () => {
  const errors = Array.from({ length: 12 }, (_, index) => found('struct', index + 1, 'error'));
  const text = toDoText(
    toDoOf([...errors, found('info-contact', 4), found('info-contact', 8)], GUIDELINE),
    (file) => `specs/${file}`,
  );
  assert.match(text, /^Before it is a draft \(errors\): 12\n {2}struct {2}12 × {3}Do it right\.\n/);
  assert.match(text, /specs\/a\/v1\/openapi\.yaml:10 {2}Wrong at 10\.\n {4}… and 2 more/);
  assert.match(text, /Before alpha: 2\n {2}info-contact {2}2 × {3}first at line 4: Wrong at 4\./);
});
