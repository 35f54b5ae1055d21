import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { languageChooser } from '@dpi/mocks';
import type { Catalogue } from '@dpi/specs/model';
import { PROBLEM_CONTENT_TYPE, type Problem, type ProblemDocument, problemWriter } from '@dpi/specs/problem';
import type { Message, Texts } from '@dpi/specs/texts';
import type { Exchange } from './exchange.ts';

/** How long a caller who is refused while sending has for reading the answer, in milliseconds. */
const LINGER = 2000;

/** Answers with problems, each in the language that its caller asks for (RFC 9110, 12.5.4). */
export interface ProblemSender {
  /**
   * Answers with a problem. Where an answer is under way already, breaks it off: half an answer must not look whole.
   * @param headers more headers, names and values in turn
   * @returns its status
   */
  send(exchange: Asked, problem: Problem, headers?: readonly string[]): number;
  /**
   * Answers with a problem while the caller may still be sending, and closes the connection. What is sent is read and thrown
   * away for a moment: a connection closed with unread bytes is reset, and the caller would not see the answer.
   */
  sendAndClose(exchange: Asked, problem: Problem, headers?: readonly string[]): number;
  /**
   * Writes a problem on a connection whose request could not be read, and closes it.
   * @param request its id, and its `Accept-Language` as far as that could be read
   */
  writeTo(
    socket: Duplex,
    problem: Problem,
    request: { id: string; accepted: string | undefined },
    headers?: readonly string[],
  ): void;
  /** The body of a problem, as it is sent. */
  document(exchange: Pick<Exchange, 'req' | 'id'>, problem: Problem): string;
  /** The language of an answer to a request with this `Accept-Language`. */
  languageFor(accepted: string | undefined): string;
  /** What the log kept of a problem, in a language. */
  write(problem: Pick<Problem, 'id' | 'detail'>, locale: string): Pick<ProblemDocument, 'type' | 'title' | 'detail'>;
  /** A message in a language. */
  format(message: Message, locale: string): string;
}

type Asked = Pick<Exchange, 'req' | 'res' | 'id'>;

/** @param publicUrl where the portal's pages are, without a slash at the end */
export function createProblemSender(
  { country, problems, locale }: Pick<Catalogue, 'country' | 'problems' | 'locale'>,
  texts: Texts,
  publicUrl: string,
): ProblemSender {
  const write = problemWriter(problems, texts, publicUrl);
  const locales = country.locales.map(({ id }) => id);
  const [preferred = locale] = locales;
  const languageFor = languageChooser([preferred, ...locales.slice(1)]);

  /** What is sent; it names the request, so that a copied answer can be found in the log. */
  const written = (problem: Problem, id: string, language: string, more: readonly string[]) => {
    const document = write(problem, language, { requestId: id });
    const body = JSON.stringify(document);
    return { status: document.status, body, headers: [...headersOf(problem, id, language, body), ...more] };
  };

  return {
    send({ req, res, id }, problem, more = []) {
      const { status, body, headers } = written(problem, id, languageFor(req.headers['accept-language']), more);
      if (res.headersSent) res.destroy();
      else {
        res.writeHead(status, headers);
        res.end(req.method === 'HEAD' ? undefined : body);
      }
      return status;
    },
    sendAndClose({ req, res, id }, problem, more = []) {
      const { status, body, headers } = written(problem, id, languageFor(req.headers['accept-language']), more);
      if (res.headersSent) {
        res.destroy();
        return status;
      }
      res.writeHead(status, ['Connection', 'close', ...headers]);
      res.write(body);
      const end = () => res.end();
      const timer = setTimeout(end, LINGER);
      res.once('close', () => clearTimeout(timer));
      req.once('end', end);
      req.resume();
      return status;
    },
    writeTo(socket, problem, { id, accepted }, more = []) {
      const closing = ['Connection', 'close', ...more];
      const { status, body, headers } = written(problem, id, languageFor(accepted), closing);
      let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
      for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
      socket.end(`${head}\r\n${body}`);
      const timer = setTimeout(() => socket.destroy(), LINGER);
      socket.once('close', () => clearTimeout(timer));
    },
    document: ({ req, id }, problem) => written(problem, id, languageFor(req.headers['accept-language']), []).body,
    languageFor,
    write(problem, language) {
      const { type, title, detail } = write(problem, language);
      return { type, title, detail };
    },
    format: (message, language) => texts.format(message, language),
  };
}

function headersOf({ headers = {} }: Problem, id: string, language: string, body: string): string[] {
  return [
    'X-Request-Id',
    id,
    'Content-Type',
    PROBLEM_CONTENT_TYPE,
    'Content-Length',
    String(Buffer.byteLength(body)),
    'Content-Language',
    language,
    'Vary',
    'Accept-Language',
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
    ...Object.entries(headers).flat(),
  ];
}
