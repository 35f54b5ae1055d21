import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlatformTexts } from '@dpi/specs/texts';
import type { CaseResult, ConformanceReport } from '../report.ts';
import { htmlReport } from './html.ts';
import { junitReport } from './junit.ts';
import { caseText, summaryText } from './text.ts';

const texts = await openPlatformTexts();
const RESULT: CaseResult = {
  group: 'createCheck',
  name: 'rahima-match',
  title: 'Rahima <agrees>',
  call: 'POST /checks',
  outcome: 'conforms',
  status: 201,
  differences: [],
  notes: [],
  durationMs: 12,
};
const REPORT: ConformanceReport = {
  locale: 'en',
  service: { id: 'checks', version: 'v1', title: 'Checks & more', release: '1.0.0' },
  server: 'https://test.agency.example/v1',
  startedAt: '2026-11-23T04:00:00.000Z',
  durationMs: 1234,
  cases: [
    RESULT,
    {
      ...RESULT,
      name: 'nobody-unknown',
      outcome: 'differs',
      status: 200,
      differences: [
        { at: 'status', place: 'status', message: 'is 200; the example has 404' },
        { at: '/name', place: '/name', message: 'is "<script>alert(1)</script>\u0000"; the example has "Rahima"' },
      ],
    },
    {
      ...RESULT,
      group: 'listChecks',
      call: 'GET /checks',
      name: 'all',
      outcome: 'skipped',
      status: null,
      notes: ['No value.'],
    },
  ],
  stopped: null,
  conforms: false,
};

test('text has one line a case, and why below it', () => {
  assert.equal(
    REPORT.cases.map(caseText).join('\n'),
    `✓ createCheck  rahima-match  POST /checks  201
✗ createCheck  nobody-unknown  POST /checks  200
    status is 200; the example has 404
    /name is "<script>alert(1)</script>\u0000"; the example has "Rahima"
– listChecks  all  GET /checks
    No value.`,
  );
  assert.equal(
    summaryText(REPORT, texts),
    'checks/v1 at https://test.agency.example/v1 differs: 1 as promised, 1 different, 1 not sent, in 1.2 s.',
  );
});

test('a report speaks one language', () => {
  const differences = [{ at: 'status', place: 'স্ট্যাটাস', message: '200; অবজেক্টটি <মোছা> হয়েছে' }];
  const result: CaseResult = { ...RESULT, outcome: 'differs', differences };
  const report = { ...REPORT, locale: 'bn', cases: [result] };
  assert.match(caseText(result), /\n {4}স্ট্যাটাস 200; অবজেক্টটি <মোছা> হয়েছে$/);
  assert.match(junitReport(report), /স্ট্যাটাস 200; অবজেক্টটি &lt;মোছা&gt; হয়েছে<\/failure>/);
  const page = htmlReport(report, texts);
  assert.match(page, /<html lang="bn">/);
  assert.match(page, /অবজেক্টটি &lt;মোছা&gt; হয়েছে/);
  assert.doesNotMatch(page, />[^<]*\b(Conforms|Different|Server|Started|Result|Example|cases?|took)\b/);
  assert.match(summaryText(report, texts), /০টি ঠিক, ১টি আলাদা/);
});

test('the summary says when the server was given up', () => {
  const stopped = 'https://test.agency.example/v1 cannot be reached.';
  assert.match(
    summaryText({ ...REPORT, stopped }, texts),
    /^https:\/\/test\.agency\.example\/v1 cannot be reached\.\n/,
  );
});

test('JUnit XML counts tests, failures and skipped ones, and holds no character that XML forbids', () => {
  const xml = junitReport(REPORT);
  assert.match(xml, /<testsuites name="conformance" tests="3" failures="1" errors="0" skipped="1" time="1\.234">/);
  assert.match(xml, /<testcase classname="createCheck" name="rahima-match \(POST \/checks\)" time="0\.012"\/>/);
  assert.match(xml, /<failure message="status is 200; the example has 404">status is 200/);
  assert.match(xml, /<skipped message="No value\."\/>/);
  assert.match(xml, /&lt;script&gt;/);
  assert.equal(xml.includes('\u0000'), false);
});

test('the HTML page says the verdict in words, names everything, and runs nothing it was sent', () => {
  const page = htmlReport(REPORT, texts);
  assert.match(page, /<html lang="en">/);
  assert.match(page, /<title>Checks &amp; more 1\.0\.0: does not conform<\/title>/);
  assert.match(page, /Rahima &lt;agrees&gt;/);
  assert.match(page, /<b>1<\/b> Different/);
  assert.match(page, /23 04:00:00 UTC/);
  assert.doesNotMatch(page, /<script/);
  assert.doesNotMatch(page, /(src|href)=/, 'the page needs no other file');
});
