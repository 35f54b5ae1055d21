import type { NewPerson } from '@dpi/specs/model';
import { invalidRequest, type Violation } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { birthDate, jsonObject, oneOf, readBody, text } from '../../input.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';
import { newPersonOf, shownPerson } from '../../world-people.ts';

export const createPerson = route<'signed-in'>({
  operationId: 'createPerson',
  method: 'post',
  path: '/world/people',
  access: 'signed-in',
  async handle(call, services) {
    const world = await teamWorld(call, services);
    const newPerson = newPersonOf(world);
    const { now } = await world.worlds.clock(world.id);
    const { name, ...asked } = readBody(call.body, {
      name: jsonObject(),
      birthDate: birthDate(now.slice(0, 10)),
      gender: oneOf(newPerson.genders.map(({ id }) => id)),
      place: oneOf(newPerson.places.map(({ id }) => id)),
    });
    const person = await world.worlds.addPerson(world.id, { ...asked, name: namesIn(name, newPerson) });
    if (person === null) throw new Error('The country says how people are made');
    return { status: 201, body: { ...shownPerson(person), objects: person.objects } };
  },
});

/**
 * The name in each language, without spaces around it.
 * @throws a refusal that names every wrong one
 */
function namesIn(sent: Record<string, unknown>, { names }: NewPerson): Record<string, string> {
  const faults: Violation[] = [];
  const read = Object.entries(names).map(([language, pattern]) => {
    const path = `/name/${language}`;
    const tell = (message: Message) => faults.push({ in: 'body', path, message });
    const name = text({ min: 2, max: 80 })(sent[language], tell);
    if (faults.every((fault) => fault.path !== path) && !new RegExp(pattern, 'u').test(name))
      tell({ id: 'control.world.violation.letters' });
    return [language, name];
  });
  if (faults.length > 0) throw invalidRequest(faults);
  return Object.fromEntries(read);
}
