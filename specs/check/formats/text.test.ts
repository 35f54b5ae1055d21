import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '../../catalogue/model.ts';
import { finding, OPTIONS, report, service } from './report.fixture.ts';
import { textReport } from './text.ts';

const later = (rule: string, line: number) => finding({ severity: 'warning', rule, line, message: `Broken ${rule}.` });

test('a finding says where, what, how to fix it, and where the rule is explained', () => {
  assert.equal(
    textReport(report([service({ findings: [finding()] })]), OPTIONS),
    `
specs/services/cups/v1/openapi.yaml:3:1  error  The spec names no agency.
    Name the agency.  https://portal.dpi.example/guideline/info-agency/
cups/v1  draft, score 80, 1 error

1 service checked: 1 error, 0 warnings.`,
  );
});

test('what only the stage after the next asks for is counted, not listed', () => {
  const text = textReport(
    report([service({ findings: [later('path-kebab-case', 9), later('string-bounded', 11)] })]),
    OPTIONS,
  );
  assert.match(text, /openapi\.yaml:9:1 {2}warning {2}Broken path-kebab-case\./);
  assert.doesNotMatch(text, /Broken string-bounded/);
  assert.match(text, /cups\/v1 {2}draft, score 80, passes, before alpha: 1 more, before beta: 1 more$/m);
});

test('of many findings of a rule three are shown, what to do once, and how many more there are', () => {
  const findings = Array.from({ length: 44 }, (_, index) => finding({ line: index + 1 }));
  const text = textReport(report([service({ findings })]), OPTIONS);
  assert.equal(text.match(/names no agency/g)?.length, 3);
  assert.equal(text.match(/Name the agency/g)?.length, 1);
  assert.match(text, /… and 41 more like this; --format json lists all/);
});

test('a finding of a rule without a page names the rule', () => {
  const text = textReport(report([], [finding({ rule: 'journey-walked', service: null })]), OPTIONS);
  assert.match(text, /Name the agency\. {2}journey-walked$/m);
});

test('the score before, what breaks callers, and waivers stand with the service', () => {
  const change = (level: Change['level'], text: string): Change => ({
    id: `id-${level}`,
    level,
    operation: 'GET /cups',
    pointer: '#/paths',
    text,
  });
  const waiver = {
    rule: 'path-kebab-case',
    pointer: null,
    reason: 'Published so.',
    until: '2027-01-31',
    expired: false,
  };
  const text = textReport(
    report([
      service({
        scoreBefore: 75,
        changes: [change('breaking', 'It is gone.'), change('harmless', 'It is new.')],
        waivers: [waiver, { ...waiver, rule: 'info-agency', until: '2026-01-31', expired: true }],
      }),
    ]),
    OPTIONS,
  );
  assert.match(text, /^ {2}✗ GET \/cups It is gone\. \(id-breaking\)$/m);
  assert.doesNotMatch(text, /It is new/);
  assert.match(text, /waived until 2027-01-31: path-kebab-case — Published so\./);
  assert.match(text, /the waiver ended on 2026-01-31, the rule applies again: info-agency/);
  assert.match(text, /score 80, was 75, passes, changes: 1 breaking, 0 potentially breaking, 1 non-breaking/);
});

test('where the column says nothing, the JSON Pointer says where', () => {
  const placed = { pointer: '/paths/~1cups/get', line: 1 };
  const text = textReport(
    report([service({ findings: [finding({ ...placed, column: 9120 }), finding({ ...placed, column: 12 })] })]),
    OPTIONS,
  );
  assert.match(text, /openapi\.yaml:1:9120 \/paths\/~1cups\/get {2}error/);
  assert.match(text, /openapi\.yaml:1:12 {2}error/);
});

test('what limits the score is named beside it', () => {
  const cap = { points: 40, rules: ['write-secured', 'server-https'] };
  const text = textReport(report([service({ score: 40, cap })]), OPTIONS);
  assert.match(text, /score 40, at most 40 because of write-secured, server-https, passes/);
});

test('a spec without an operation says that it scores nothing', () => {
  const text = textReport(report([service({ score: 0, cap: { points: 0, rules: [] } })]), OPTIONS);
  assert.match(text, /score 0, at most 0 because it describes no operation, passes/);
});

test('a spec that cannot be read says so', () => {
  const text = textReport(report([service({ lifecycle: null, score: null, findings: [finding()] })]), OPTIONS);
  assert.match(text, /^cups\/v1 {2}cannot be read, 1 error$/m);
});

test('text of a spec gives no command to a terminal or a log', () => {
  const text = textReport(
    report([service({ findings: [finding({ message: 'a\u001b[2Jb\n::error::c\u202ed' })] })]),
    OPTIONS,
  );
  assert.match(text, /error {2}a \[2Jb ::error::c d$/m);
});

test('in Bangla, all but ids and paths is Bangla', () => {
  const text = textReport(report([service({ findings: [finding({ message: 'সংস্থা নেই।', hint: 'দিন।' })] })]), {
    ...OPTIONS,
    locale: 'bn',
  });
  assert.match(text, /cups\/v1 {2}draft, স্কোর ৮০, ১টি ত্রুটি/);
  assert.match(text, /^১টি সার্ভিস যাচাই: ১টি ত্রুটি, ০টি সতর্কতা।$/m);
});
