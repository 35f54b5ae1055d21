import type { Finding, GuidelineRule, Lifecycle } from '../../catalogue/model.ts';
import { openPlatformTexts } from '../../texts/index.ts';
import type { CheckReport, ServiceReport } from '../report.ts';
import type { FormatOptions } from './text.ts';

const rule = (id: string, requiredFrom: Lifecycle): GuidelineRule => ({
  id,
  category: 'design',
  title: `Title of ${id}`,
  why: `Why ${id}.`,
  bad: 'bad: true',
  good: 'good: true',
  fix: `Fix ${id}.`,
  requiredFrom,
  points: 1,
  protectsPeople: false,
});

export const OPTIONS: FormatOptions = {
  locale: 'en',
  texts: await openPlatformTexts(),
  guideline: [rule('info-agency', 'draft'), rule('path-kebab-case', 'alpha'), rule('string-bounded', 'beta')],
  folder: 'specs/services',
  portalUrl: 'https://portal.dpi.example',
};

export const finding = (over: Partial<Finding> = {}): Finding => ({
  severity: 'error',
  rule: 'info-agency',
  service: 'cups/v1',
  file: 'cups/v1/openapi.yaml',
  line: 3,
  column: 1,
  message: 'The spec names no agency.',
  hint: 'Name the agency.',
  ...over,
});

export const service = (over: Partial<ServiceReport> = {}): ServiceReport => ({
  id: 'cups',
  version: 'v1',
  title: 'Cups',
  file: 'cups/v1/openapi.yaml',
  lifecycle: 'draft',
  score: 80,
  cap: null,
  scoreBefore: null,
  findings: [],
  waivers: [],
  changes: null,
  ...over,
});

export function report(services: ServiceReport[], findings: Finding[] = []): CheckReport {
  const all = [...findings, ...services.flatMap((known) => known.findings)];
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return { base: null, services, removed: [], findings, errors, warnings: all.length - errors };
}
