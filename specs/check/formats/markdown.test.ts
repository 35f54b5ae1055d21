import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownReport } from './markdown.ts';
import { finding, OPTIONS, report, service } from './report.fixture.ts';
import { textReport } from './text.ts';

test('verdict, next steps to tick off, and the scores make one comment', () => {
  const text = markdownReport(report([service({ scoreBefore: 75, findings: [finding()] })]), OPTIONS);
  assert.equal(
    text,
    `## ⛔ Not ready yet

1 service checked: 1 error, 0 warnings.

### Next steps

- [ ] \`specs/services/cups/v1/openapi.yaml:3\` The spec names no agency. Name the agency. ([info-agency](https://portal.dpi.example/guideline/info-agency/))

| Service | Stage | Score | Errors | Warnings |
| --- | --- | --- | --- | --- |
| cups/v1 | draft | 75 → 80 | 1 | 0 |
`,
  );
});

test('without errors it is ready, and what the next stage asks for is folded away', () => {
  const later = finding({ severity: 'warning', rule: 'path-kebab-case', message: 'Not in kebab-case.' });
  const text = markdownReport(report([service({ findings: [later] })]), OPTIONS);
  assert.match(text, /^## ✅ Ready to be merged/);
  assert.match(text, /<details><summary>cups\/v1, before alpha: 1 more<\/summary>\n\n- \[ \] .*Not in kebab-case/);
  assert.doesNotMatch(text, /### Next steps/);
});

test('what changes for callers is counted and can be opened', () => {
  const change = { id: 'gone', level: 'breaking' as const, operation: 'GET /cups', pointer: '#/', text: 'It is gone.' };
  const text = markdownReport(report([service({ changes: [change] })]), OPTIONS);
  assert.match(text, /### Changes for clients: cups\/v1/);
  assert.match(
    text,
    /<summary>changes: 1 breaking, 0 potentially breaking, 0 non-breaking<\/summary>\n\n- ⛔ `GET \/cups` It is gone\. \(gone\)/,
  );
});

test('text of a spec becomes no markup of the comment', () => {
  const message = '<img src=x> [click](https://evil.example) `code`\n# Heading\n<!-- marker -->';
  const text = markdownReport(report([service({ findings: [finding({ message })] })]), OPTIONS);
  assert.doesNotMatch(text, /<img|\]\(https:\/\/evil|^# Heading|<!--/m);
});

test('a waiver is shown, and so is one that has ended', () => {
  const waiver = {
    rule: 'path-kebab-case',
    pointer: null,
    reason: 'Published so.',
    until: '2026-01-31',
    expired: true,
  };
  const text = markdownReport(report([service({ waivers: [waiver] })]), OPTIONS);
  assert.match(
    text,
    /<summary>Waivers: 1<\/summary>\n\n- cups\/v1: the waiver ended on 2026-01-31, the rule applies again: path-kebab-case/,
  );
});

test('a change that touches no service says so', () => {
  assert.match(markdownReport({ ...report([]), base: 'main' }, OPTIONS), /No service has changed\./);
  assert.match(markdownReport(report([]), OPTIONS), /There is no service to check\./);
});

test('a version that was removed is named, in the language of the report', () => {
  const removed = [{ id: 'cups', version: 'v1', lifecycle: 'alpha' as const }];
  const changed = { ...report([]), removed, base: 'main' };
  const text = markdownReport(changed, OPTIONS);
  assert.match(text, /^cups\/v1 \(alpha\) was removed\.$/m);
  assert.doesNotMatch(text, /No service has changed/);
  assert.match(markdownReport(changed, { ...OPTIONS, locale: 'bn' }), /^cups\/v1 \(alpha\) সরানো হয়েছে।$/m);
  assert.match(textReport(changed, OPTIONS), /^cups\/v1 \(alpha\) was removed\.\n\n0 services checked/);
});

test('against a base, services that are unchanged and have no errors are only counted', () => {
  const same = service({ id: 'plates', scoreBefore: 80, changes: [] });
  const text = markdownReport({ ...report([service({ scoreBefore: 75, changes: [] }), same]), base: 'main' }, OPTIONS);
  assert.match(text, /^\| cups\/v1 .* 75 → 80 /m);
  assert.doesNotMatch(text, /plates/);
  assert.match(text, /^1 service is unchanged, without errors\.$/m);
});

test('in Bangla the numbers are in Bangla digits, in the table too', () => {
  const waivers = [{ rule: 'path-kebab-case', reason: 'অপেক্ষা।', until: '2026-01-31', expired: false, pointer: null }];
  const text = markdownReport(report([service({ findings: [finding()], scoreBefore: 75, waivers })]), {
    ...OPTIONS,
    locale: 'bn',
  });
  assert.match(text, /^\| সার্ভিস \| পর্যায় \| স্কোর \| ত্রুটি \| সতর্কতা \|$/m);
  assert.match(text, /^\| cups\/v1 \| draft \| ৭৫ → ৮০ \| ১ \| ০ \|$/m);
  assert.match(text, /<summary>ছাড়: ১টি<\/summary>/);
});
