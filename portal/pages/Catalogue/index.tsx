import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Catalogue({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Catalogue">
      <main>
        <h1>Catalogue</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
