import { readFileSync } from 'node:fs';
import { parseJson } from '@dpi/specs/numbers';
import type { ComponentType, ReactNode } from 'react';
import { PageData } from './PageData.tsx';

/** Folder in which the build has the data of each page, at the page's path. */
declare const PAGES_DATA_DIR: string;

interface PageWithDataProps {
  view: ComponentType<{ page: unknown }>;
  location: { pathname: string };
}

/**
 * A page as the build writes it: what is to be seen, and the data it was made from, for the script in the browser. The data is read
 * from a file: as a module for each page it would take the bundler a quarter of the build and half its memory.
 */
export default function PageWithData({ view: View, location }: PageWithDataProps): ReactNode {
  const json = readFileSync(`${PAGES_DATA_DIR}${location.pathname}page.json`, 'utf8');
  return (
    <>
      <View page={parseJson(json)} />
      <PageData json={scriptSafe(json)} />
    </>
  );
}

function scriptSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
