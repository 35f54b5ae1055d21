import type { Service, Waiver } from '../catalogue/model.ts';
import { keysOf, pointerTo } from '../json/pointer.ts';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject, objectsIn, stringOr, stringOrNull } from '../json/value.ts';

/** The entries of `info.x-waivers` that name a rule, a reason and a last day. Others are the business of `waiver-complete`. */
export function readWaivers({ document }: Pick<Service, 'document'>, today: string): Waiver[] {
  const info = isObject(document.info) ? document.info : {};
  return objectsIn(info['x-waivers']).flatMap((entry) => {
    const rule = stringOr(entry.rule, '');
    const reason = stringOr(entry.reason, '');
    const until = stringOr(entry.until, '');
    const isPlaced = entry.pointer === undefined || typeof entry.pointer === 'string';
    if (rule === '' || reason === '' || !isPlaced || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return [];
    const written = stringOrNull(entry.pointer);
    const keys = written === null ? null : keysOf(written);
    const pointer = keys === null ? written : pointerTo(keys);
    return [{ rule, reason, until, pointer, expired: until < today }];
  });
}

/** The waiver that lets a finding off; `undefined` where it counts. */
export function waiverFor(waivers: Waiver[], rule: string, pointer: string): Waiver | undefined {
  const ofRule = waivers.filter((waiver) => !waiver.expired && waiver.rule === rule);
  if (ofRule.length === 0) return undefined;
  const place = pointerTo(keysOfLocation(pointer));
  return ofRule.find(
    (waiver) => waiver.pointer === null || place === waiver.pointer || place.startsWith(`${waiver.pointer}/`),
  );
}
