/**
 * How requests are written and read by the rules of OpenAPI: the styles of parameters, the encoding of forms, and which kind
 * of value a schema asks for. It runs in the browser, too.
 */
export { type FormField, formFields } from './form.ts';
export { isJsonMediaType, isXmlMediaType } from './media-type.ts';
export { isIdempotencyKey, offeredValue } from './offered-value.ts';
export { headerText, type Pair, type ParameterStyle, pathText, queryPairs } from './parameter.ts';
export { isFormMediaType, mediaTypeOf, type WrittenParameters, writeBody, writeParameters } from './request.ts';
export { ignoresRequestBody } from './request-body.ts';
export { allowedTypes, itemSchema, type JsonType, propertyNames, propertySchema } from './schema-types.ts';
