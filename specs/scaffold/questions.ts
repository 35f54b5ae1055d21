import type { Choice, Choices } from './choices.ts';
import { ScaffoldError } from './scaffold-error.ts';

/** What a new service is told about itself. */
export interface Answers {
  id: string;
  title: string;
  titleBn: string;
  layer: string;
  agency: string;
  audience: string[];
  dataProtection: string;
  /** E-mail address developers can write to. */
  contact: string;
}

export type Topic = keyof Answers;

/** Answers as typed: lists with commas, choices by id. */
export type TypedAnswers = Partial<Record<Topic, string>>;

/** Asks one question and gives what was typed; an empty answer takes `preset`. */
export type Ask = (question: { text: string; choices: Choice[]; preset: string }) => Promise<string>;

interface Question {
  topic: Topic;
  flag: string;
  text: string;
  choices?: (choices: Choices) => Choice[];
  many?: boolean;
  preset?: (answers: TypedAnswers, choices: Choices) => string;
  /** What is wrong with an answer; `null`: nothing. */
  fault?: (answer: string) => string | null;
}

const QUESTIONS: Question[] = [
  { topic: 'id', flag: '--id', text: 'Id of the service, as in its address (such as land-records)', fault: faultOfId },
  { topic: 'title', flag: '--title', text: 'Title in English', fault: faultOfTitle },
  { topic: 'titleBn', flag: '--title-bn', text: 'Title in Bangla', fault: faultOfTitle },
  { topic: 'layer', flag: '--layer', text: 'Layer of the stack', choices: ({ layers }) => layers },
  { topic: 'agency', flag: '--agency', text: 'Agency that runs it', choices: ({ agencies }) => agencies },
  {
    topic: 'audience',
    flag: '--audience',
    text: 'Who may use it (several with commas)',
    choices: ({ audiences }) => audiences,
    many: true,
  },
  {
    topic: 'dataProtection',
    flag: '--data-protection',
    text: 'Strictest class of data it handles',
    choices: ({ dataProtection }) => dataProtection,
  },
  {
    topic: 'contact',
    flag: '--contact',
    text: 'E-mail address for developers',
    preset: ({ agency }, { agencies }) => agencies.find(({ id }) => id === agency)?.email ?? '',
    fault: faultOfContact,
  },
];

/**
 * Checks the answers given on the command line and asks for those that are missing. Without `ask`, or where it is not
 * needed, presets stand in. Throws {@link ScaffoldError} that names every flag that is missing or wrong.
 */
export async function completeAnswers(
  typed: TypedAnswers,
  choices: Choices,
  wanted: Topic[],
  ask: Ask | null,
): Promise<TypedAnswers> {
  const answers: TypedAnswers = {};
  const questions = QUESTIONS.filter(({ topic }) => wanted.includes(topic));
  const given = QUESTIONS.filter(({ topic }) => typed[topic] !== undefined);
  const faults = given.flatMap((question) => faultOf(question, typed[question.topic] ?? '', choices) ?? []);
  if (faults.length > 0) throw new ScaffoldError(faults.join('\n'), 2);

  const missing: Question[] = [];
  for (const question of questions) {
    const { topic } = question;
    const preset = question.preset?.({ ...typed, ...answers }, choices) ?? '';
    if (typed[topic] !== undefined) answers[topic] = typed[topic].trim();
    else if (ask !== null) answers[topic] = await askUntilValid(question, preset, choices, ask);
    else if (preset !== '') answers[topic] = preset;
    // A preset that hangs on an answer which is missing too is not asked for.
    else if (question.preset === undefined || answers.agency !== undefined) missing.push(question);
  }
  if (missing.length > 0) {
    const flags = missing.map(({ flag }) => flag).join(', ');
    const offers = missing.flatMap(({ flag, choices: offered, many }) => {
      const ids = offered?.(choices).map(({ id }) => id);
      return ids === undefined ? [] : `\n  ${flag} is ${many ? 'some' : 'one'} of: ${ids.join(', ')}`;
    });
    const refusal = `Missing: ${flags}. Give them, or run the command in a terminal.${offers.join('')}`;
    throw new ScaffoldError(refusal, 2);
  }
  return { ...typed, ...answers };
}

/** The answers to all questions, once {@link completeAnswers} has seen to them. */
export function answersOf(typed: TypedAnswers): Answers {
  const answer = (topic: Topic) => typed[topic] ?? '';
  return {
    id: answer('id'),
    title: answer('title'),
    titleBn: answer('titleBn'),
    layer: answer('layer'),
    agency: answer('agency'),
    audience: listOf(answer('audience')),
    dataProtection: answer('dataProtection'),
    contact: answer('contact'),
  };
}

/** The ids in a typed list, without doubles. */
export function listOf(answer: string): string[] {
  return [...new Set(answer.split(',').map((item) => item.trim()))].filter((item) => item !== '');
}

async function askUntilValid(question: Question, preset: string, choices: Choices, ask: Ask): Promise<string> {
  const list = question.choices?.(choices) ?? [];
  let complaint = '';
  for (;;) {
    const text = complaint === '' ? question.text : `${complaint}\n${question.text}`;
    const typed = (await ask({ text, choices: list, preset })).trim() || preset;
    // A number stands for the choice beside it.
    const answer =
      list.length === 0
        ? typed
        : listOf(typed)
            .map((item) => list[Number(item) - 1]?.id ?? item)
            .join();
    const fault = faultOf(question, answer, choices);
    if (fault === null) return answer;
    complaint = fault;
  }
}

function faultOf(question: Question, answer: string, choices: Choices): string | null {
  const { flag, many = false } = question;
  if (answer.trim() === '') return `${flag} is empty.`;
  const ids = question.choices?.(choices).map(({ id }) => id);
  if (ids !== undefined) {
    const wrong = (many ? listOf(answer) : [answer]).filter((item) => !ids.includes(item));
    return wrong.length === 0
      ? null
      : `${flag} is "${wrong.join(', ')}", but must be ${many ? 'some' : 'one'} of: ${ids.join(', ')}.`;
  }
  const fault = question.fault?.(answer.trim()) ?? null;
  return fault === null ? null : `${flag} ${fault}`;
}

/** Names that stand for something else in addresses or on some computers. */
const RESERVED =
  /^(v\d+|api|catalogue|docs|guideline|journeys|personas|problems|standards|node-modules|con|prn|aux|nul|com\d|lpt\d)$/;

function faultOfId(id: string): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 50) {
    return `is "${id.slice(0, 60)}", but must be lower-case letters, digits and single hyphens, at most 50, such as land-records.`;
  }
  return RESERVED.test(id) ? `is "${id}", a name that is reserved. Choose another, such as ${id}-service.` : null;
}

function faultOfTitle(title: string): string | null {
  // Control characters cannot be shown, and line breaks would end the line of the template.
  if (/\p{Cc}/u.test(title)) return 'holds a line break or a control character. Write it in one line.';
  return title.length > 80 ? `has ${title.length} characters, but may have 80.` : null;
}

function faultOfContact(contact: string): string | null {
  return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(contact) ? null : `is "${contact}", which is no e-mail address.`;
}
