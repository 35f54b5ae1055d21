export { type CompilerOptions, type CompileSchema, schemaCompiler, type ValidateSchema } from './compile.ts';
export { lenientRegExp } from './linear-regexp.ts';
export { multipleOfKeyword } from './multiple-of.ts';
export type { SchemaFault } from './schema-fault.ts';
