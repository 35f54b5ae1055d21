/** What our frame takes besides what stands in it. */
declare module '@theme/Layout' {
  interface Props {
    /** Name of the page; without it the page has the site's name. */
    readonly title?: string;
    /** For search engines. */
    readonly description?: string;
  }
}
