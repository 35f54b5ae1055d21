import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadCatalogue } from './load.ts';
import type { Operation, ProblemType, Service } from './model.ts';
import { readProblems, withProblemsOf } from './problems.ts';

function serviceAnswering(...bodies: object[]): Service {
  const examples = bodies.map((value, index) => ({ name: `case-${index}`, summary: '', description: '', value }));
  const contents = [{ contentType: 'application/problem+json', schema: null, examples }];
  const operation = { summary: 'Pay', url: '/catalogue/pay/v1/pay/', responses: [{ contents }] };
  return { title: 'Payments', operations: [operation as unknown as Operation] } as Service;
}

function described(id: string, title: string): ProblemType {
  return { id, status: 409, title, titles: {}, meaning: 'What happened.', remedy: 'What to do.', raisedBy: [] };
}

test('a problem of a service is told as it is described, and in its example’s words where nobody has described it', () => {
  const service = serviceAnswering(
    { type: '/problems/account-closed/', title: 'Closed', status: 409, detail: 'It was closed in May.' },
    { type: '/problems/no-words/', title: 'No words', status: 422, detail: 'Only in the example.' },
  );
  const known = described('account-closed', 'The account is closed');
  const [closed, unknown, ...more] = withProblemsOf([service], [], [known, described('elsewhere', 'Never raised')]);
  assert.deepEqual([closed?.title, closed?.remedy], ['The account is closed', 'What to do.']);
  assert.deepEqual(closed?.raisedBy, [{ title: 'Payments: Pay', url: '/catalogue/pay/v1/pay/' }]);
  assert.deepEqual([unknown?.title, unknown?.meaning, unknown?.remedy], ['No words', 'Only in the example.', '']);
  assert.deepEqual(more, []);
  assert.deepEqual(known.raisedBy, []);
});

describe('the problems of the services', async () => {
  const file = join(import.meta.dirname, '../service-problems.yaml');
  const [english, bangla, { services }] = await Promise.all([
    readProblems(file, 'en'),
    readProblems(file, 'bn'),
    loadCatalogue(),
  ]);

  test('stand in the order of their ids, each once', () => {
    const ids = english.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  test('have their titles in every language, for answers', async () => {
    const [problem] = await readProblems(file, 'bn', ['en', 'bn']);
    assert.deepEqual(problem?.titles, { en: english[0]?.title, bn: bangla[0]?.title });
    assert.equal(problem?.title, bangla[0]?.title);
  });

  test('are told in both languages, with what to do', () => {
    for (const [index, { id, title, meaning, remedy }] of english.entries()) {
      const translated = bangla[index];
      for (const text of [translated?.title, translated?.meaning, translated?.remedy])
        assert.match(text ?? '', /\p{Script=Bengali}/u, id);
      for (const text of [title, meaning, remedy]) assert.match(text, /^[^\p{Script=Bengali}]+$/u, id);
    }
  });

  test('are raised by a service', () => {
    const raised = new Set(withProblemsOf(services, []).map(({ id }) => id));
    assert.deepEqual(
      english.filter(({ id }) => !raised.has(id)).map(({ id }) => id),
      [],
    );
  });

  test('have one title and one status each, as RFC 9457 asks', async () => {
    const platform = await readProblems(join(import.meta.dirname, '../problems.yaml'), 'en');
    const known = new Map([...platform, ...english].map((problem) => [problem.id, problem]));
    const wrong = services.flatMap((service) =>
      service.operations.flatMap(({ id: operation, responses }) =>
        responses.flatMap(({ contents }) =>
          contents.flatMap(({ examples }) =>
            examples.flatMap(({ name, value }) => {
              const { type, title, status } = (value ?? {}) as { type?: string; title?: string; status?: number };
              const problem = known.get(/^\/problems\/([^/]+)\/$/.exec(type ?? '')?.[1] ?? '');
              // The sandbox answers with the 400 of an operation that declares no 422.
              const isDeclared = problem?.id === 'request-invalid' && status === 400;
              if (problem === undefined || (problem.title === title && (problem.status === status || isDeclared)))
                return [];
              return [`${service.id} ${operation} ${name}: ${status} ${title}`];
            }),
          ),
        ),
      ),
    );
    assert.deepEqual(wrong, []);
  });
});
