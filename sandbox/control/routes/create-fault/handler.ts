import { readFault } from '../../fault-input.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownFault } from '../../team-faults.ts';

export const createFault = route<'signed-in'>({
  operationId: 'createFault',
  method: 'post',
  path: '/world/faults',
  access: 'signed-in',
  async handle(call, services) {
    const choice = readFault(call.body, services.services());
    const { team } = await namedTeam(call, services);
    // What is due before the fault is set happens.
    if (choice.kind === 'stuck-pending') await services.wakeWorld(team.id);
    return { status: 201, body: shownFault(services.faults.create(team.id, choice)) };
  },
});
