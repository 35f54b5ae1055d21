import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useId, useState } from 'react';
import form from '../team/Form.module.css';
import TextField from '../team/TextField.tsx';
import { hasSignature, signatureOf } from './signature.ts';
import own from './Webhooks.module.css';
import type { Message } from './webhookModel.ts';

/** How a receiver checks the signature of a message, done step by step with the reader's own secret. It stays in the browser. */
export default function SignatureCheck({ message }: { message: Message }): ReactNode {
  const id = useId();
  const [secret, setSecret] = useState('');
  const [timestamp, setTimestamp] = useState('');
  const [header, setHeader] = useState('');
  const [signature, setSignature] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const made = canSign() ? signatureOf({ ...message, timestamp: timestamp.trim() }, secret) : Promise.resolve(null);
    made.then((done) => isCurrent && setSignature(done));
    return () => {
      isCurrent = false;
    };
  }, [message, secret, timestamp]);

  return (
    <details className={own.signature}>
      <summary>{translate({ id: 'webhooks.check', message: 'Check its signature' })}</summary>
      <ol>
        <li>
          {translate({
            id: 'webhooks.checkText',
            message:
              'The text that is signed: ID, time of the attempt in seconds since 1970, and body, with full stops between.',
          })}
          <pre className={own.signed}>
            <code>
              {message.id}.{timestamp.trim() || '<webhook-timestamp>'}.{message.body}
            </code>
          </pre>
        </li>
        <li>
          {translate({
            id: 'webhooks.checkKey',
            message: 'The key: the bytes whose base64 stands after whsec_ in the secret of the endpoint.',
          })}
        </li>
        <li>
          {translate({
            id: 'webhooks.checkCompare',
            message:
              'The signature: “v1,” and the base64 of the HMAC-SHA256 of both. One of those in the header must be the same.',
          })}
        </li>
      </ol>
      <div className={form.form}>
        <TextField
          name={`${id}-secret`}
          label={translate({ id: 'webhooks.checkSecret', message: 'Secret of the endpoint' })}
          hint={translate({ id: 'webhooks.checkSecretHint', message: 'It stays in this browser.' })}
          error={
            secret !== '' && signature === null && canSign()
              ? translate({ id: 'webhooks.noSecret', message: 'A secret is whsec_ and base64.' })
              : ''
          }
          value={secret}
          onValue={setSecret}
          capitals="none"
        />
        <TextField
          name={`${id}-timestamp`}
          label="webhook-timestamp"
          hint={translate({ id: 'webhooks.checkTimestampHint', message: 'From the headers that your receiver got.' })}
          error=""
          value={timestamp}
          onValue={setTimestamp}
          capitals="none"
        />
        <TextField
          name={`${id}-signature`}
          label="webhook-signature"
          hint={translate({ id: 'webhooks.checkTimestampHint', message: 'From the headers that your receiver got.' })}
          error=""
          value={header}
          onValue={setHeader}
          capitals="none"
        />
      </div>
      <div role="status">
        {signature !== null && timestamp.trim() !== '' && (
          <>
            <p>
              {translate({ id: 'webhooks.signature', message: 'The signature:' })}{' '}
              <code className={own.breaks}>{signature}</code>
            </p>
            {header.trim() !== '' && (
              <p>
                <strong>
                  {hasSignature(header, signature)
                    ? translate({ id: 'webhooks.genuine', message: 'It is the same: the message is genuine.' })
                    : translate({
                        id: 'webhooks.notGenuine',
                        message: 'It is another: the secret, the time or the body is not that of this message.',
                      })}
                </strong>
              </p>
            )}
          </>
        )}
        {!canSign() && (
          <p>
            {translate({
              id: 'webhooks.insecure',
              message: 'This browser computes signatures on pages with https or on localhost only.',
            })}
          </p>
        )}
      </div>
    </details>
  );
}

/** Browsers offer cryptography in secure contexts only. */
function canSign(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}
