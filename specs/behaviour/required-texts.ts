import type { ASTNode } from '@marcbachmann/cel-js';

/** Texts of which a member of a variable must have one, for a condition to hold. */
export interface RequiredText {
  member: string;
  texts: string[];
}

/**
 * What a condition asks of the members of a variable in any case, such as `status` "pending" of `it.status == "pending" && …`.
 * It can be seen without evaluating the condition, which then cannot hold for most objects.
 */
export function requiredTexts(condition: ASTNode, variable: string): RequiredText[] {
  const { op, args } = condition as { op: string; args: unknown };
  if (!Array.isArray(args)) return [];
  const [left, right] = args as ASTNode[];
  if (left === undefined || right === undefined) return [];
  if (op === '&&') return [...requiredTexts(left, variable), ...requiredTexts(right, variable)];
  const member = memberOf(left, variable);
  const texts = op === '==' ? textsOf([right]) : op === 'in' && right.op === 'list' ? textsOf(right.args) : null;
  return member === null || texts === null ? [] : [{ member, texts }];
}

/** The member that a node reads of a variable; `null` where it does not. */
function memberOf({ op, args }: ASTNode, variable: string): string | null {
  if (op !== '.') return null;
  const [object, member] = args;
  return object.op === 'id' && object.args === variable ? member : null;
}

function textsOf(nodes: ASTNode[]): string[] | null {
  const texts = nodes.map((node) => (node.op === 'value' ? node.args : null));
  return texts.every((text) => typeof text === 'string') ? texts : null;
}
