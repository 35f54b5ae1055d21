import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { Problem } from './controlApi.ts';
import page from './Page.module.css';

/** Says why something could not be read, and lets the reader try again. */
export default function LoadFailure({ problem, onRetry }: { problem: Problem; onRetry(): void }): ReactNode {
  return (
    <div className={page.failure} role="alert">
      <p>
        {problem.detail ||
          translate({
            id: 'team.fault.unreachable',
            message: 'The sandbox could not be reached. Check your connection and try again',
          })}
      </p>
      <button type="button" className={page.secondary} onClick={onRetry}>
        {translate({ id: 'team.retry', message: 'Try again' })}
      </button>
    </div>
  );
}
