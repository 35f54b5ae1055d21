import { worldOfTeam } from '@dpi/mocks';
import { ProblemError } from '@dpi/specs/problem';
import { readBody, text } from '../../input.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const restoreSharedSnapshot = route<'signed-in'>({
  operationId: 'restoreSharedSnapshot',
  method: 'post',
  path: '/world/restore-shared',
  access: 'signed-in',
  async handle(call, services) {
    const { code } = readBody(call.body, { code: text({ min: 1, max: 400 }) });
    const { worlds, id } = await teamWorld(call, services);
    const shared = services.shareCodes.read(code);
    const isTeam = shared !== null && (await services.registry.findTeam(shared.team)) !== undefined;
    const owner = isTeam ? worldOfTeam(shared.team) : null;
    const snapshots = owner === null ? [] : await worlds.snapshots(owner);
    const snapshot = snapshots.find((candidate) => candidate.id === shared?.snapshot);
    if (owner === null || snapshot === undefined)
      throw new ProblemError('not-found', { id: 'control.world.no-shared-snapshot' });
    await worlds.restore(id, snapshot, owner);
    return { status: 200, body: await worlds.summary(id) };
  },
});
