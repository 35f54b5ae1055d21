import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Problem({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Problem">
      <main>
        <h1>Problem</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
