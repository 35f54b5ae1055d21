import { signInRequired } from '../../caller.ts';
import { route } from '../../route.ts';
import { clearedSessionCookie } from '../../session-cookie.ts';

export const endSession = route<'signed-in'>({
  operationId: 'endSession',
  method: 'delete',
  path: '/sessions/current',
  access: 'signed-in',
  async handle({ caller }, { registry, config }) {
    if (caller.kind === 'organiser') throw signInRequired('no-session');
    await registry.endSession(caller.session.id);
    return { status: 204, headers: { 'Set-Cookie': clearedSessionCookie(config.publicUrl) } };
  },
});
