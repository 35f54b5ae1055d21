import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Standard({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Standard">
      <main>
        <h1>Standard</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
