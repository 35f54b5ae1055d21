export { faultsOfClosestBranch, isChoiceOfNone } from './closest-branch.ts';
export { mayCloseOnRequest, withoutClosing } from './closing.ts';
export { type CompilerOptions, type CompileSchema, schemaCompiler, type ValidateSchema } from './compile.ts';
export { type DirectedOptions, DirectedSchemas, type Direction } from './directed-schemas.ts';
export { type Alternative, type Discriminator, readDiscriminator } from './discriminator.ts';
export { CompilationPending, type Limits, SchemaTooLarge, spend, TooManySteps, withinLimits } from './limits.ts';
export { lenientRegExp } from './linear-regexp.ts';
export type { SchemaFault } from './schema-fault.ts';
export { componentReference, nameInReference, resolveSchema, schemaAt } from './schema-reference.ts';
