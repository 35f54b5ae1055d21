import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Standards({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Standards">
      <main>
        <h1>Standards</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
