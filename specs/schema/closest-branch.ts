import { isObject } from '../json/value.ts';
import type { SchemaFault } from './schema-fault.ts';

/** Nobody reads more, and each choice is held against each fault. */
const MAX_FAULTS = 500;

/**
 * Leaves out the faults that a value has only by the alternatives that it is not. A value that fits none of `oneOf` or `anyOf`
 * has the faults of each, and most of them mislead: who sends a dog is not helped by what a cat would need. The
 * closest one has the type and the fixed values that were sent; of several such, it has the fewest faults. Where that tells no
 * single one, all faults stay.
 * @param isExcluded whether a value cannot be of a branch, by the faults that it has there
 */
export function faultsOfClosestBranch(
  faults: SchemaFault[],
  isExcluded: (branch: SchemaFault[], choice: SchemaFault) => boolean = isOfAnotherKind,
): SchemaFault[] {
  if (faults.length > MAX_FAULTS) return faults;
  let left = faults;
  for (const choice of faults) {
    if (!isChoiceOfNone(choice) || !Array.isArray(choice.schema)) continue;
    const branches = choice.schema.map((branch, index) => {
      const start = `${isObject(branch) && typeof branch.$ref === 'string' ? branch.$ref : `${choice.schemaPath}/${index}`}/`;
      return left.filter(
        (fault) => fault.schemaPath.startsWith(start) && fault.instancePath.startsWith(choice.instancePath),
      );
    });
    const possible = branches.filter((branch) => branch.length > 0 && !isExcluded(branch, choice));
    const [closest, next] = possible.toSorted((a, b) => a.length - b.length);
    if (closest === undefined || next?.length === closest.length) continue;
    const others = new Set([choice, ...branches.filter((branch) => branch !== closest).flat()]);
    left = left.filter((fault) => !others.has(fault));
  }
  return left;
}

/** Whether the value fits none of the alternatives; `oneOf` is also at fault where it fits two. */
export function isChoiceOfNone({ keyword, params }: SchemaFault): boolean {
  return keyword === 'anyOf' || (keyword === 'oneOf' && !params.passingSchemas);
}

/** Whether a branch asks for another type, or for another fixed value right below. */
function isOfAnotherKind(branch: SchemaFault[], { instancePath }: SchemaFault): boolean {
  return branch.some(({ keyword, instancePath: at }) => {
    const below = at.slice(instancePath.length);
    if (keyword === 'type') return below === '';
    return (keyword === 'const' || keyword === 'enum') && below.lastIndexOf('/') <= 0;
  });
}
