export { bodyAsXml, toXml } from './write-xml.ts';
export { type SchemaView, schemaView } from './xml-schema.ts';
