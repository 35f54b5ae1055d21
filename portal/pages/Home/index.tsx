import Layout from '@theme/Layout';
import type { ReactNode } from 'react';

export default function Home({ page }: { page: object }): ReactNode {
  return (
    <Layout title="Home">
      <main>
        <h1>Home</h1>
        <pre>{JSON.stringify(page, null, 1).slice(0, 300)}</pre>
      </main>
    </Layout>
  );
}
