import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { ReactNode } from 'react';

/** Links to the pages of a person, which the sandbox answers and the portal does not. */
export default function PersonLinks({ id, name }: { id: string; name: string }): ReactNode {
  const [phone, page] = [useBaseUrl(`/phone/${id}`), useBaseUrl(`/citizen/${id}`)];
  return (
    <span className="dotted">
      <a href={phone}>
        {translate({ id: 'personas.phone', message: 'Phone' })}
        <span className="visually-hidden">, {name}</span>
      </a>
      <a href={page}>
        {translate({ id: 'personas.ownPage', message: 'Consents, documents, applications' })}
        <span className="visually-hidden">, {name}</span>
      </a>
    </span>
  );
}
