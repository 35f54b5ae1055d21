import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { JourneyFailure } from '../plugin/journeyDirectives.ts';
import { useNumber } from '../shell/useNumber.ts';
import { Table } from './Table.tsx';

/** For whom a journey goes wrong, at which step, and what the answer is then. */
export function JourneyFailures({ json }: { json: string }): ReactNode {
  const number = useNumber();
  const failures = JSON.parse(json) as JourneyFailure[];
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col">
            <Translate id="guide.step">Step</Translate>
          </th>
          <th scope="col">
            <Translate id="guide.case">Case</Translate>
          </th>
          <th scope="col">
            <Translate id="guide.answer">The response</Translate>
          </th>
        </tr>
      </thead>
      <tbody>
        {failures.map(({ step, url, summary, status, problem }) => (
          <tr key={problem.url}>
            <td>{number(step)}</td>
            <td>
              <Link to={url} title={translate({ id: 'guide.tryIt', message: 'Try it' })}>
                {summary}
              </Link>
            </td>
            <td>
              {status} <Link to={problem.url}>{problem.title}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
