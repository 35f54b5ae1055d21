export { behaviourFindings } from './behaviour-findings.ts';
export { type BehaviourMistakes, checkBehaviour, type KnownResource } from './check-behaviour.ts';
export { Collection, type ObjectSource } from './collection.ts';
export { emittedWebhooks } from './emitted-webhooks.ts';
export { type EvaluationContext, type ExpressionFunction, FUNCTIONS, UnknownCursor } from './functions.ts';
export { type InferredResource, inferResources, jsonBody, jsonOf, successOf } from './infer-resources.ts';
export { type Evaluate, ExpressionError, ExpressionLanguage, type Scope } from './language.ts';
export { instantOf, localDay, localTimestamp, plusDays, plusWorkingDays, type WorkingWeek } from './local-time.ts';
export { shapeOf } from './members.ts';
export type * from './model.ts';
export { Money } from './money.ts';
export { type BehaviourFault, readBehaviour, readYaml, type YamlFile } from './read-behaviour.ts';
export { behaviourFileNames, readBehaviourFiles } from './read-files.ts';
export { readSeed } from './read-seed.ts';
export type { RequiredText } from './required-texts.ts';
export { memberSchemas } from './resource-schema.ts';
export { retryAfterHeader } from './retry-after.ts';
export {
  type ReadValue,
  readAny,
  shownBySchema,
  type Value,
  type ValueObject,
  ValueReaders,
  writeValue,
} from './values.ts';
