import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { PersonasPage } from '../../plugin/pageData.ts';

export default function Personas({ page }: { page: PersonasPage }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { id } of page.personas) collectAnchor(id);
  return (
    <Layout title="Personas">
      <main>
        <h1>Personas</h1>
        {page.personas.map(({ id, name }) => (
          <article key={id} id={id}>
            <h2>{name}</h2>
          </article>
        ))}
      </main>
    </Layout>
  );
}
