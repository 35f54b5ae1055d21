/** What a validator says does not fit a schema. */
export interface SchemaFault {
  instancePath: string;
  /** Where the keyword stands in the schema, or in the one that a reference leads to. */
  schemaPath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
  /** What is wrong. It may be personal: never to be quoted. */
  data?: unknown;
  /** The value of the keyword. */
  schema?: unknown;
  /** The schema that has the keyword. */
  parentSchema?: unknown;
  /** Set where the fault is in the name of a property. */
  propertyName?: string;
}
