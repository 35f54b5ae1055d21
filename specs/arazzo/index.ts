export { holds } from './condition.ts';
export {
  type ExpressionContext,
  evaluate,
  fillExpressions,
  isExpression,
  stepInExpression,
} from './runtime-expression.ts';
export { type ArazzoStep, type Criterion, isMet, outputsOf, readStep } from './step.ts';
