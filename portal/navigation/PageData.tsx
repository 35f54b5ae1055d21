import type { ReactNode } from 'react';
import { PAGE_DATA_ID } from './pageData.ts';

/** The data of a page, in it. In the browser the element is there already, so that the text need not be made again. */
export function PageData({ json }: { json: string }): ReactNode {
  return (
    // Not called JSON, because the minimizer of HTML sorts the keys of JSON: the page would be drawn anew in another order.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no tag can begin
    <script type="text/plain" id={PAGE_DATA_ID} dangerouslySetInnerHTML={{ __html: json }} />
  );
}
