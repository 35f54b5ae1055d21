import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Problems({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Problems">
      <main>
        <h1>Problems</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
