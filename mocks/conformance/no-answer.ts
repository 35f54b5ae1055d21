import type { Message, MessageValues } from '@dpi/specs/texts';

/** No answer came, or none that could be read to its end; the reason goes on from "The answer …". */
export class NoAnswer extends Error {
  readonly reason: Message;

  constructor(name: string, values: MessageValues = {}) {
    super(name);
    this.reason = { id: `conformance.no-answer.${name}`, values };
  }
}

/** What the codes of Node and of its HTTP client mean to whoever runs the server: names of messages. */
const REASONS: [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'no-host'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'unreachable'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'closed'],
  [/SELF_SIGNED|UNABLE_TO_|CERT_|ALTNAME/, 'certificate'],
  [/^(EPROTO|ERR_SSL_.*)$/, 'tls'],
  [/^(Z_.*|ERR__ERROR_FORMAT.*)$/, 'encoding'],
  [/^(HTTPParserError|UND_ERR_.*)$/, 'no-http'],
];

/** The reason in words, with the code for those who look it up. */
export function whyNoAnswer(error: unknown, timeoutMs: number): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (!(error instanceof Error)) return new NoAnswer('other', { reason: String(error) });
  if (error.name === 'TimeoutError') {
    return new NoAnswer('timeout', { seconds: timeoutMs / 1000 });
  }
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const known = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return new NoAnswer(known, { code });
  return cause.message === '' ? new NoAnswer('failed') : new NoAnswer('other', { reason: cause.message });
}
