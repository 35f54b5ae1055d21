import type { Behaviour, Effect } from './model.ts';

/** Names of the webhooks that a behaviour sends. */
export function emittedWebhooks({ operations, events }: Behaviour): Set<string> {
  const calls = Object.values(operations).flatMap(({ do: effects, refuse }) => [
    ...effects,
    ...Object.values(refuse).flatMap((refusal) => refusal.do),
  ]);
  return new Set([...calls, ...Object.values(events).flatMap((event) => event.do)].flatMap(namesIn));
}

function namesIn(effect: Effect): string[] {
  if ('emit' in effect) return [effect.emit];
  if ('if' in effect) return [...effect.do, ...effect.else].flatMap(namesIn);
  return 'each' in effect ? effect.do.flatMap(namesIn) : [];
}
