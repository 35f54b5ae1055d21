import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Service({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Service">
      <main>
        <h1>Service</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
