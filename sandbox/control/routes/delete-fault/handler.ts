import { ProblemError } from '@dpi/specs/problem';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';

export const deleteFault = route<'signed-in'>({
  operationId: 'deleteFault',
  method: 'delete',
  path: '/world/faults/{faultId}',
  access: 'signed-in',
  async handle(call, services) {
    const { team } = await namedTeam(call, services);
    const id = call.params.faultId ?? '';
    const fault = services.faults.of(team.id).find((candidate) => candidate.id === id);
    if (fault === undefined) throw new ProblemError('not-found', { id: 'control.faults.none', values: { id } });
    const isStuck = fault.kind === 'stuck-pending';
    // What fell due meanwhile is known as held back before it happens, so that it happens now and not in the past.
    if (isStuck) await services.wakeWorld(team.id);
    services.faults.delete(fault);
    if (isStuck) await services.wakeWorld(team.id);
    return { status: 204 };
  },
});
