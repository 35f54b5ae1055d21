export { type ConformanceOptions, checkConformance } from './conformance.ts';
export { htmlReport } from './formats/html.ts';
export { junitReport } from './formats/junit.ts';
export { caseText, summaryText } from './formats/text.ts';
export type { CaseResult, ConformanceReport, Difference } from './report.ts';
