import { dirname, join } from 'node:path';
import type { Catalogue, Finding, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import { textInside } from '../catalogue/tree-files.ts';
import { checkBehaviour } from './check-behaviour.ts';
import { type BehaviourFault, readYaml } from './read-behaviour.ts';

/** What in the behaviour and the seed of a service cannot be used, with the place in the file. */
export async function behaviourFindings(
  { services, supporting }: Pick<Catalogue, 'services' | 'supporting'>,
  service: Service,
  specsDir: string,
): Promise<Finding[]> {
  const { behaviour, seed } = service;
  if (behaviour === null) return [];
  const mistakes = checkBehaviour({
    service,
    behaviour,
    seed,
    imported({ service: id, version, resource: name }) {
      const owner = [...services, ...supporting].find(
        (candidate) => candidate.id === id && candidate.version === version,
      );
      const resource = owner?.behaviour?.resources[name];
      return owner === undefined || resource === undefined ? null : { resource, schemas: owner.schemas };
    },
  });
  const folder = dirname(service.file);
  const place = async (name: string, faults: BehaviourFault[]): Promise<Finding[]> => {
    if (faults.length === 0) return [];
    const file = join(folder, name);
    const { placeOf } = readYaml((await textInside([specsDir], join(specsDir, file))) ?? '');
    return faults.map(({ path, message, hint }) => ({
      severity: 'error',
      rule: 'behaviour-valid',
      service: serviceReference(service),
      file,
      ...placeOf(path),
      message,
      hint,
    }));
  };
  return [...(await place('behaviour.yaml', mistakes.behaviour)), ...(await place('seed.yaml', mistakes.seed))];
}
