import { Money, shapeOf } from '@dpi/specs/behaviour';
import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import { ValueCheck } from '@dpi/specs/samples';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { bodyViolations } from '../engine/request/violations.ts';
import type { KeptMember, KeptResource } from './kept-resource.ts';

/** What is wrong with the new value of a member. */
export interface EditViolation {
  /** JSON Pointer into the members that were given. */
  path: string;
  message: Message;
}

function violationText(name: string, values: MessageValues = {}): Message {
  return { id: `control.world.violation.${name}`, values };
}

/** One for each service version that an object was edited of. */
const checks = new WeakMap<KeptResource['schemas'], ValueCheck>();

/** What of the new members of an object its schema does not allow. Any member but the id may be `null`: it has no value then. */
export function editFaults(resource: KeptResource, edited: JsonObject): EditViolation[] {
  return Object.entries(edited).flatMap(([name, value]) => {
    const path = `/${escapeSegment(name)}`;
    const member = resource.members.find((candidate) => candidate.name === name);
    if (member === undefined) {
      const members = resource.members.map(({ name: other }) => other).join(', ');
      return [{ path, message: violationText('no-member', { resource: resource.resource, members }) }];
    }
    if (name === resource.id) return [{ path, message: violationText('id-member') }];
    if (value === null || value === undefined) return [];
    return memberFaults(resource, member, value).map((fault) => ({ ...fault, path: path + fault.path }));
  });
}

function memberFaults({ schemas }: KeptResource, { schema, hidden }: KeptMember, value: JsonValue): EditViolation[] {
  // Of hidden members the behaviour says the type only.
  if (hidden && shapeOf(schema, schemas).kind === 'money') {
    const { amount, currency } = isObject(value) ? value : {};
    const isMoney =
      typeof amount === 'string' && typeof currency === 'string' && Money.parse({ amount, currency }) !== null;
    return isMoney ? [] : [{ path: '', message: violationText('money') }];
  }
  let check = checks.get(schemas);
  if (check === undefined) {
    check = new ValueCheck(schemas, 'response');
    checks.set(schemas, check);
  }
  return bodyViolations(check.errors(schema, value) ?? []).map(({ path, message }) => ({ path, message }));
}
