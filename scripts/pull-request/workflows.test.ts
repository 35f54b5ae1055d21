import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { parseYaml } from '@redocly/openapi-core';

const ROOT = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  on: string | Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).map((file) => {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  return { file, text, workflow: parseYaml(text) as Workflow };
});
const gitlab = parseYaml(readFileSync(resolve(ROOT, '.gitlab-ci.yml'), 'utf8')) as Record<
  string,
  { script?: string[]; rules?: { if?: string }[] }
>;
const steps = workflows.flatMap(({ file, workflow }) =>
  Object.values(workflow.jobs).flatMap((job) => job.steps.map((step) => ({ file, step }))),
);

test('what CI runs are the commands that people run', () => {
  const commands = [
    ...steps.flatMap(({ step }) => step.run ?? []),
    ...Object.values(gitlab).flatMap((job) => job.script ?? []),
  ];
  const called = commands.flatMap((command) => [...command.matchAll(/\bnpm (?:run (?:--silent )?)?([\w-]+)/g)]);
  assert.ok(called.length >= 8);
  for (const [command, name] of called) assert.ok(name && name in scripts, `${command}: there is no such script`);
  for (const command of commands) assert.doesNotMatch(command, /\b(curl|wget|npx|node) /);
});

test('actions of others are pinned to a commit, which the comment behind it names', () => {
  for (const { file, step } of steps) {
    if (step.uses !== undefined) assert.match(step.uses, /^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/, file);
  }
  for (const { text, file } of workflows) {
    for (const line of text.split('\n').filter((line) => line.includes('uses:'))) {
      assert.match(line, /# v\d+\.\d+\.\d+$/, `${file}: ${line}`);
    }
  }
});

test('no text of a pull request becomes part of a command', () => {
  for (const { file, step } of steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/, file);
});

test('a token may do no more than its job needs', () => {
  const granted = workflows.flatMap(({ file, workflow }) => {
    assert.ok(workflow.permissions, `${file} leaves the permissions to the settings of the repository`);
    const all = [workflow.permissions, ...Object.values(workflow.jobs).map(({ permissions }) => permissions ?? {})];
    return all
      .flatMap(Object.entries)
      .filter(([, right]) => right !== 'read')
      .map((right) => [file, ...right]);
  });
  assert.deepEqual(granted, [
    ['.github/workflows/comment.yml', 'pull-requests', 'write'],
    ['.github/workflows/comment.yml', 'security-events', 'write'],
  ]);
});

test('the code of a pull request never runs where a token may write or a secret is known', () => {
  for (const { file, text, workflow } of workflows) {
    const events = typeof workflow.on === 'string' ? [workflow.on] : Object.keys(workflow.on);
    assert.ok(!events.includes('pull_request_target'), file);
    if (events.includes('pull_request')) assert.doesNotMatch(text, /secrets\.|: write/, file);
    for (const { uses, with: inputs = {} } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
      if (!uses?.startsWith('actions/checkout@')) continue;
      assert.equal(inputs['persist-credentials'], false, file);
      if (events.includes('workflow_run')) assert.ok(!('ref' in inputs) && !('repository' in inputs), file);
    }
  }
});

test('GitLab: a token is known only where the code of the default branch runs, on its schedule', () => {
  for (const [name, job] of Object.entries(gitlab)) {
    if (!/TOKEN|npm run --silent comment/.test(JSON.stringify(job))) continue;
    assert.equal(name, 'comment');
    assert.ok(job.rules?.length);
    for (const rule of job.rules) {
      assert.match(rule.if ?? '', /^\$CI_PIPELINE_SOURCE == "schedule" && \$CI_COMMIT_REF_PROTECTED == "true" && /);
    }
  }
});

test('no job offers what the code of a pull request built, but a report', () => {
  const uploads = steps.filter(({ step }) => step.uses?.startsWith('actions/upload-artifact@'));
  for (const { step } of uploads) assert.equal(step.with?.path, 'report/');
  assert.doesNotMatch(readFileSync(resolve(ROOT, '.gitlab-ci.yml'), 'utf8'), /paths: \[(?!report\/|\.npm\/)/);
});

test('every job ends by itself', () => {
  for (const { file, workflow } of workflows) {
    for (const job of Object.values(workflow.jobs)) assert.ok((job['timeout-minutes'] ?? 360) <= 60, file);
  }
});

test('the command that posts comments needs no package: where it runs, none is installed', () => {
  const needed = new Set([resolve(ROOT, 'scripts/comment.ts')]);
  for (const file of needed) {
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
      assert.match(from, /^(node:|\.)/, `${relative(ROOT, file)} imports ${from}`);
      if (from.startsWith('.')) needed.add(resolve(dirname(file), from));
    }
  }
  assert.ok(needed.size > 3);
});

test('the forms for issues have what GitHub needs, in both languages', () => {
  const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }).filter((file) => !file.endsWith('config.yml'));
  assert.equal(forms.length, 3);
  for (const file of forms) {
    const form = parseYaml(readFileSync(resolve(ROOT, file), 'utf8')) as Form;
    for (const text of [form.name, form.description]) assert.match(text, /\p{Script=Bengali}/u, file);
    const ids = form.body.flatMap(({ id }) => id ?? []);
    assert.equal(new Set(ids).size, ids.length);
    for (const { type, attributes } of form.body) {
      assert.ok(['markdown', 'input', 'textarea', 'dropdown'].includes(type), `${file}: ${type}`);
      assert.match(attributes.label ?? attributes.value ?? '', /\p{Script=Bengali}/u, file);
      for (const option of attributes.options ?? []) assert.equal(typeof option, 'string', file);
    }
  }
});

interface Form {
  name: string;
  description: string;
  body: { type: string; id?: string; attributes: { label?: string; value?: string; options?: unknown[] } }[];
}
