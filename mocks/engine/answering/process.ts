/** A process of its own that answers requests which would take long, so that no other caller waits for them. */
import { parseJson, stringifyJson } from '@dpi/specs/numbers';
import { CompilationPending, withinLimits } from '@dpi/specs/schema';
import { createMockEngine, type MockAnswer, type MockedCatalogue } from '../index.ts';
import { CheckedCall } from '../mock-operation.ts';
import type { Job, Piece, Report } from './messages.ts';

type Answer = (request: Job['request'], fromWorld: boolean) => MockAnswer | CheckedCall;

/** Keywords of schemas that are compiled between two reports; a larger schema is compiled as a whole. */
const KEYWORDS = 200;

const catalogues = new Map<number, Answer>();

process.on('disconnect', () => process.exit());
let pieces: string[] = [];

process.on('message', async (sent: Job | Piece) => {
  if ('piece' in sent) {
    pieces.push(sent.piece);
    return;
  }
  const { catalogue, isNew, forget, request, fromWorld } = sent;
  report({ state: 'starting' });
  if (forget !== null) catalogues.delete(forget);
  const data = pieces.join('');
  pieces = [];
  const known = isNew ? await prepare(data) : catalogues.get(catalogue);
  if (known === undefined) throw new Error(`No catalogue ${catalogue}`);
  catalogues.set(catalogue, known);
  report({ state: 'checking' });
  const given = answerFrom((one) => known(one, fromWorld), { ...request, body: asBuffer(request.body) });
  if (given instanceof CheckedCall) {
    report({ state: 'checked', request: stringifyJson(given.request) });
    return;
  }
  const { operation: _, ...answer } = given;
  report({ state: 'answered', answer });
});

async function prepare(data: string): Promise<Answer> {
  const { publicUrl, ...catalogue } = parseJson(data) as MockedCatalogue & { publicUrl: string };
  const engine = await createMockEngine(catalogue, { publicUrl });
  const [service] = catalogue.services;
  return (request, fromWorld) => {
    const { answer, answerOrCheck } = engine;
    return (fromWorld ? answerOrCheck : answer)(service?.id ?? '', service?.version ?? '', request);
  };
}

function answerFrom(
  answer: (request: Job['request']) => MockAnswer | CheckedCall,
  request: Job['request'],
): MockAnswer | CheckedCall {
  for (let keywords = KEYWORDS; ; ) {
    try {
      return withinLimits({ keywords }, () => answer(request));
    } catch (error) {
      if (!(error instanceof CompilationPending)) throw error;
      // What was compiled stays compiled, so this ends.
      keywords = Math.max(KEYWORDS, error.keywords);
      report({ state: 'compiling' });
    }
  }
}

function asBuffer(body: Uint8Array | null): Buffer | null {
  return body === null ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function report(said: Report): void {
  process.send?.(said);
}
