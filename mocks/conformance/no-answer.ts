/** No answer came, or none that could be read to its end; the message goes on from "The answer …". */
export class NoAnswer extends Error {}

/** What the codes of Node and of its HTTP client mean to whoever runs the server. */
const REASONS: [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'did not come: nothing listens at this address'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'did not come: no machine of this name was found'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'did not come: no way leads to this machine'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'broke off: the server closed the connection'],
  [
    /SELF_SIGNED|UNABLE_TO_|CERT_|ALTNAME/,
    "did not come: the server's certificate is not trusted. Where a test server has one of your own, name its authority: NODE_EXTRA_CA_CERTS=<file.pem> npm run conformance …",
  ],
  [/^(EPROTO|ERR_SSL_.*)$/, 'did not come: the server does not speak TLS here. Try http://'],
  [/^(Z_.*|ERR__ERROR_FORMAT.*)$/, 'cannot be unpacked: its Content-Encoding is not that of its body'],
  [/^(HTTPParserError|UND_ERR_.*)$/, 'is no HTTP that can be read'],
];

/** The reason in words, with the code for those who look it up. */
export function whyNoAnswer(error: unknown, timeoutMs: number): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (!(error instanceof Error)) return new NoAnswer(`did not come: ${String(error)}`);
  if (error.name === 'TimeoutError') {
    return new NoAnswer(`did not come within ${timeoutMs / 1000} s; --timeout waits for longer`);
  }
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const known = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return new NoAnswer(`${known} (${code})`);
  return new NoAnswer(`did not come: ${cause.message || 'the connection failed'}`);
}
