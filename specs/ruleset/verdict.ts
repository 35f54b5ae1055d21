import { relative } from 'node:path';
import type { Assessment, Finding, Lifecycle, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import type { Message } from '../texts/message.ts';
import type { Texts } from '../texts/texts.ts';
import type { Fault } from './fault.ts';
import { isSpecFailure } from './find-faults.ts';
import { openapiMessage } from './openapi-messages.ts';
import { operationsAt, serviceIsHiddenBy } from './reach.ts';
import { isRequiredAt, type Rule } from './rule.ts';
import { RULE_FAILED } from './rule-failed.ts';
import { score } from './score.ts';
import { readWaivers, waiverFor } from './waivers.ts';
import { isWrongType } from './wrong-type.ts';

/** What faults are judged by. */
export interface Measure {
  rules: Map<string, Rule>;
  texts: Texts;
  locale: string;
  specsDir: string;
  today: string;
}

/**
 * The assessment of a service, and its violations: the faults that no waiver lets off. What is waived still costs its points,
 * so that the score says how the spec is. A spec that could not be looked at has no assessment.
 */
export function judge(
  service: Service,
  faults: Fault[],
  measure: Measure,
): { assessment: Assessment | null; violations: Finding[] } {
  const waivers = readWaivers(service, measure.today);
  const violations: Finding[] = [];
  const byRule = new Map<string, Finding[]>();
  const places = new Map<string, Set<string>>();
  const unwaived = new Set<string>();
  const operations = operationsAt(service.document);
  const findingOf = findingsIn(service.lifecycle, serviceReference(service), measure);
  for (const fault of faults) {
    const isWaived = isWaivable(fault, measure) && waiverFor(waivers, fault.rule, fault.pointer) !== undefined;
    const finding = findingOf(fault);
    if (!isWaived) violations.push(finding);
    const broken = rulesBrokenBy(fault, measure.rules);
    if (broken.length === 0) continue;
    if (!isWaived) for (const rule of broken) unwaived.add(rule);
    const isOwnFile = finding.file === service.file;
    const affected = isOwnFile ? operations(fault.pointer) : [`${fault.file}${fault.pointer}`];
    for (const rule of broken) {
      const found = byRule.get(rule);
      if (found === undefined) byRule.set(rule, [finding]);
      else found.push(finding);
      const known = places.get(rule) ?? new Set<string>();
      for (const place of affected) known.add(place);
      places.set(rule, known);
    }
  }
  const result = score(measure.rules, places, service.operations.length, unwaived);
  const losses = result.losses.map((loss) => ({ ...loss, findings: byRule.get(loss.rule) ?? [] }));
  if (faults.some(isSpecFailure)) return { assessment: null, violations };
  return { assessment: { ...result, losses, waivers }, violations };
}

/**
 * The rules that a fault breaks. Nothing can be said of what stands where a value is of a wrong type: it counts as broken for
 * every rule, so that no such value raises a score by the findings that it hides.
 */
function rulesBrokenBy({ rule, text, pointer }: Fault, rules: Measure['rules']): string[] {
  if (!isWrongType(rule, text)) return rules.has(rule) ? [rule] : [];
  // The rules about `info` look for what must be there, and others look elsewhere.
  if (pointer.startsWith('#/info/')) return [];
  const hidesService = serviceIsHiddenBy(pointer);
  return [...rules].flatMap(([id, { scope }]) => (scope === 'operation' || hidesService ? [id] : []));
}

/** Nobody is let off what OpenAPI itself demands, nor the rule about waivers. */
function isWaivable({ rule }: Fault, { rules }: Measure): boolean {
  return rules.has(rule) && rule !== 'waiver-complete';
}

/** Says faults in the words of a language. Before the stage from which its rule is required a fault is a warning. */
export function findingsIn(
  lifecycle: Lifecycle,
  service: string | null,
  { rules, texts, locale, specsDir }: Measure,
): (fault: Fault) => Finding {
  const files = new Map<string, string>();
  const fileOf = (path: string): string => {
    const known = files.get(path) ?? relative(specsDir, path);
    files.set(path, known);
    return known;
  };
  const hints = new Map<string, string>();
  const hintOf = (hint: Message): string => {
    const known = hints.get(hint.id) ?? texts.format(hint, locale).split('\n')[0] ?? '';
    if (hint.values === undefined) hints.set(hint.id, known);
    return known;
  };
  // Faults that were read back share their values.
  const written = new WeakMap<object, Map<string, string>>();
  const write = (message: Message): string => {
    const { id, values } = message;
    if (values === undefined) return texts.format(message, locale);
    const ofValues = written.get(values) ?? new Map<string, string>();
    const known = ofValues.get(id) ?? texts.format(message, locale);
    written.set(values, ofValues.set(id, known));
    return known;
  };
  return (fault) => {
    const rule = rules.get(fault.rule);
    const severity =
      rule === undefined ? fault.severity : isRequiredAt(lifecycle, rule.requiredFrom) ? 'error' : 'warning';
    const { rule: id, line, column, pointer } = fault;
    const { message, hint } = messagesOf(fault, texts);
    return {
      severity,
      rule: id,
      service,
      file: fileOf(fault.file),
      line,
      column,
      ...(pointer === '#/' ? {} : { pointer: pointer.slice(1) }),
      message: write(message),
      hint: hintOf(hint),
    };
  };
}

/** What is wrong, and what to do about it. */
function messagesOf({ rule, message, text, values }: Fault, texts: Texts): { message: Message; hint: Message } {
  if (rule === RULE_FAILED) {
    const hint = `rule-failed.hint-${message}`;
    return {
      message: { id: `rule-failed.${message}`, values },
      hint: { id: texts.has(hint) ? hint : 'rule-failed.hint' },
    };
  }
  if (message !== null) return { message: { id: `${rule}.messages.${message}`, values }, hint: { id: `${rule}.fix` } };
  const fix = `openapi.fix.${rule}`;
  const page = { id: 'check.as-it-is', values: { text: `https://redocly.com/docs/cli/rules/oas/${rule}` } };
  return { message: openapiMessage(rule, text), hint: texts.has(fix) ? { id: fix } : page };
}
