import { parseJson } from '@dpi/specs/numbers';
import type { ComponentType, ReactNode } from 'react';
import { PAGE_DATA_ID } from './pageData.ts';

interface PageWithDataProps {
  view: ComponentType<{ page: unknown }>;
  /** The page's data as text: as JSON, the bundler would sort its keys, and examples are written in an order that means something. */
  json: string;
}

/** A page as the build writes it: what is to be seen, and the data it was made from, for the script in the browser. */
export default function PageWithData({ view: View, json }: PageWithDataProps): ReactNode {
  return (
    <>
      <View page={parseJson(json)} />
      <PageData json={scriptSafe(json)} />
    </>
  );
}

/** In the browser the element is there already, so that the text need not be made again. */
export function PageData({ json }: { json: string }): ReactNode {
  return (
    // Not called JSON, because the minimizer of HTML sorts the keys of JSON: the page would be drawn anew in another order.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no tag can begin
    <script type="text/plain" id={PAGE_DATA_ID} dangerouslySetInnerHTML={{ __html: json }} />
  );
}

function scriptSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
