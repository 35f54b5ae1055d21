/** A version of a service, such as `{ id: 'kyc', version: 'v1' }`. */
export interface ServiceVersion {
  id: string;
  version: string;
}

/** How a version of a service is named in findings, journeys and keys of maps: `kyc/v1`. */
export function serviceReference({ id, version }: ServiceVersion): string {
  return `${id}/${version}`;
}

/** The version of a service that a text such as `kyc/v1` names; `null` where it names none. */
export function readServiceReference(text: string): ServiceVersion | null {
  const [, id, version] = /^([^/\s]+)\/(v\d+)$/.exec(text) ?? [];
  return id === undefined || version === undefined ? null : { id, version };
}
