import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { AnswerFallback } from './readFallback.ts';

/** How examples are chosen, for readers. */
const GUIDE = '/docs/test-data/#when-none-fits';

/** Says that an answer is the first example of the operation, why none fits, and how to get one that does. */
export default function FallbackNote({ fallback: { nearest, places } }: { fallback: AnswerFallback }): ReactNode {
  return (
    <>
      <p>
        {translate({
          id: 'console.fallback',
          message: 'This is the first example of the operation; no example matches your request.',
        })}{' '}
        {nearest !== null &&
          places.length > 0 &&
          translate(
            {
              id: 'console.fallbackNearest',
              message: 'The nearest example is {nearest}. Your request differs from it here:',
            },
            { nearest },
          )}
      </p>
      {nearest !== null && places.length > 0 && (
        <ul>
          {places.map((place) => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
        </ul>
      )}
      <p>
        {translate({
          id: 'console.fallbackRemedy',
          message:
            'To get a matching response, send these values as an example has them, or ask for an example by name with X-Sandbox-Scenario.',
        })}{' '}
        <Link to={GUIDE}>{translate({ id: 'console.fallbackGuide', message: 'How a response is chosen' })}</Link>
      </p>
    </>
  );
}
