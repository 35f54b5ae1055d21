import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finding, OPTIONS, report, service } from './report.fixture.ts';
import { sarifReport } from './sarif.ts';

const findings = [
  finding({ file: 'birth & death/v1/openapi.yaml', line: 0, column: 0 }),
  finding({ severity: 'warning', rule: 'path-kebab-case' }),
  finding({ rule: 'struct' }),
];
const read = (options = OPTIONS) => JSON.parse(sarifReport(report([service({ findings })]), options)).runs[0];

test('each result names its rule, a place from 1 on, and a file as an address', () => {
  const { results, tool } = read();
  assert.equal(results.length, 3);
  for (const { ruleId, ruleIndex, message } of results) {
    assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.notEqual(message.text, '');
  }
  const [{ physicalLocation: first }] = results[0].locations;
  assert.deepEqual(first, {
    artifactLocation: { uri: 'specs/services/birth%20&%20death/v1/openapi.yaml' },
    region: { startLine: 1, startColumn: 1 },
  });
});

test('a warning is a note: it stops nobody, and comes last', () => {
  assert.deepEqual(
    read().results.map(({ level }: { level: string }) => level),
    ['error', 'error', 'note'],
  );
});

test('a rule of the guideline has a title, help, and a page; others only an id', () => {
  const { rules } = read().tool.driver;
  assert.deepEqual(rules.at(-1), { id: 'struct' });
  assert.equal(rules[0].shortDescription.text, 'Title of info-agency');
  assert.equal(rules[0].helpUri, 'https://portal.dpi.example/guideline/info-agency/');
});

test('addresses are whole ones or none, as the format has it', () => {
  const { driver } = read({ ...OPTIONS, portalUrl: '' }).tool;
  assert.deepEqual([driver.informationUri, driver.rules[0].helpUri], [undefined, undefined]);
});

test('a result has the JSON Pointer of its place', () => {
  const at = service({ findings: [finding({ pointer: '/info' })] });
  const [{ locations }] = JSON.parse(sarifReport(report([at]), OPTIONS)).runs[0].results;
  assert.deepEqual(locations[0].logicalLocations, [{ fullyQualifiedName: '/info' }]);
});

test('no more results than code scanning takes, errors first, and how many there were', () => {
  const warnings = Array.from({ length: 6000 }, () => finding({ severity: 'warning' }));
  const many = report([service({ findings: [...warnings, finding()] })]);
  const [{ results, invocations }] = JSON.parse(sarifReport(many, OPTIONS)).runs;
  assert.equal(results.length, 5000);
  assert.equal(results[0].level, 'error');
  assert.match(invocations[0].toolExecutionNotifications[0].message.text, /Of 6,001 findings the first 5,000/);
});
