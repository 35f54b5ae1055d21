export { UnknownServiceError } from '../catalogue/load.ts';
export { BaseError, changesSince, openCommit } from './base.ts';
export { type CheckOptions, check } from './check.ts';
export { markdownReport } from './formats/markdown.ts';
export { sarifReport } from './formats/sarif.ts';
export { type FormatOptions, textReport } from './formats/text.ts';
export type { CheckReport, ServiceReport } from './report.ts';
export { type CheckTexts, checkTexts } from './texts.ts';
export { touchedServices } from './touched.ts';
