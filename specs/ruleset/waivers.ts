import type { Service, Waiver } from '../catalogue/model.ts';
import { isObject, objectsIn, stringOr, stringOrNull } from '../json/value.ts';

/** The entries of `info.x-waivers` that name a rule, a reason and a last day. Others are the business of `waiver-complete`. */
export function readWaivers(service: Service, today: string): Waiver[] {
  const info = isObject(service.document.info) ? service.document.info : {};
  return objectsIn(info['x-waivers']).flatMap((entry) => {
    const rule = stringOr(entry.rule, '');
    const reason = stringOr(entry.reason, '');
    const until = stringOr(entry.until, '');
    const isPlaced = entry.pointer === undefined || typeof entry.pointer === 'string';
    if (rule === '' || reason === '' || !isPlaced || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return [];
    const pointer = stringOrNull(entry.pointer)?.replace(/^#/, '') ?? null;
    return [{ rule, reason, until, pointer, expired: until < today }];
  });
}

/** The waiver that lets a finding off; `undefined` where it counts. */
export function waiverFor(waivers: Waiver[], rule: string, pointer: string): Waiver | undefined {
  const place = pointer.replace(/^#/, '');
  return waivers.find(
    (waiver) =>
      !waiver.expired &&
      waiver.rule === rule &&
      (waiver.pointer === null || place === waiver.pointer || place.startsWith(`${waiver.pointer}/`)),
  );
}
