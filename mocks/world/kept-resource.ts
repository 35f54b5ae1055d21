import { type Behaviour, memberSchemas, shapeOf } from '@dpi/specs/behaviour';
import type { Schema, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';

/** A member of the objects of a resource. */
export interface KeptMember {
  name: string;
  /** Whether the service keeps it and never shows it. */
  hidden: boolean;
  schema: Schema;
}

/** What a service keeps objects of, as the teams whose world it is in see it. */
export interface KeptResource {
  /** `<service>/<version>.<resource>` */
  key: string;
  service: string;
  version: string;
  resource: string;
  /** Name of the member that tells its objects apart. */
  id: string;
  members: KeptMember[];
  /** Component schemas of the service, which those of the members refer to. */
  schemas: Service['schemas'];
}

/** The resources of a service, in the order of its behaviour. */
export function keptResources(service: Service, { resources }: Behaviour): KeptResource[] {
  const reference = serviceReference(service);
  return Object.entries(resources).map(([name, resource]) => {
    const shape = shapeOf(memberSchemas(resource), service.schemas);
    const members = shape.kind === 'object' ? shape.members : {};
    return {
      key: `${reference}.${name}`,
      service: service.id,
      version: service.version,
      resource: name,
      id: resource.id,
      members: Object.entries(members).map(([member, schema]) => ({
        name: member,
        hidden: Object.hasOwn(resource.hidden, member),
        schema,
      })),
      schemas: service.schemas,
    };
  });
}
