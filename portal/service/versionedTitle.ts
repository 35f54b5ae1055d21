/** The title of a service, with its version where it is not the first: pages of two versions are told apart by it. */
export function versionedTitle({ title, version }: { title: string; version: string }): string {
  return version === 'v1' ? title : `${title} ${version}`;
}
