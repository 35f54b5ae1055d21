import type { Catalogue } from '@dpi/specs/model';
import { PROBLEM_CONTENT_TYPE, type ProblemDocument, problemWriter, type Violation } from '@dpi/specs/problem';
import { openPlatformTexts } from '@dpi/specs/texts';
import {
  createMockEngine,
  type MockAnswer,
  type MockEngine,
  type MockEngineOptions,
  type MockedCatalogue,
} from './index.ts';

const texts = await openPlatformTexts();

/** An answer as a caller who reads English gets it. */
export interface EnglishAnswer extends Omit<MockAnswer, 'problem' | 'violations'> {
  problem: ProblemDocument | null;
  violations: { in: Violation['in']; path: string; message: string }[];
}

/** An engine whose problems are written as the gateway writes them. */
export async function createEnglishEngine(
  catalogue: MockedCatalogue & Pick<Catalogue, 'problems'>,
  options: MockEngineOptions,
) {
  const engine = await createMockEngine(catalogue, options);
  const write = problemWriter(catalogue.problems, texts, options.publicUrl);
  const written = (answer: MockAnswer, method: string): EnglishAnswer => {
    const violations = answer.violations.map(({ message, ...place }) => ({
      ...place,
      message: texts.format(message, 'en'),
    }));
    if (answer.problem === null) return { ...answer, problem: null, violations };
    const problem = write(answer.problem, 'en');
    const headers = { ...answer.headers, 'content-type': PROBLEM_CONTENT_TYPE };
    return { ...answer, headers, body: method === 'HEAD' ? null : JSON.stringify(problem), problem, violations };
  };
  return {
    ...engine,
    answer: (...[service, version, request]: Parameters<MockEngine['answer']>) =>
      written(engine.answer(service, version, request), request.method),
    answerWithoutBlocking: async (
      ...[service, version, request, caller]: Parameters<MockEngine['answerWithoutBlocking']>
    ) => written(await engine.answerWithoutBlocking(service, version, request, caller), request.method),
  };
}
