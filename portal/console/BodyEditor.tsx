import { translate } from '@docusaurus/Translate';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { type ReactNode, useId } from 'react';
import type { Schemas } from '../reference/schemaTypes.ts';
import styles from './Console.module.css';
import { checkValue } from './checkValue.ts';
import { hintText } from './hintText.ts';
import { jsonProblem } from './jsonProblem.ts';

interface BodyEditorProps {
  body: string;
  contentType: string | null;
  contentTypes: string[];
  schema: Schema | null;
  schemas: Schemas;
  onBody(body: string): void;
  onContentType(contentType: string): void;
}

/** The body as text, with hints on what the sandbox would refuse. A plain text area: it works with every keyboard and reader. */
export default function BodyEditor(props: BodyEditorProps): ReactNode {
  const { body, contentType, contentTypes, schema, schemas, onBody, onContentType } = props;
  const id = useId();
  const hints = contentType?.includes('json') ? bodyHints(body, schema, schemas) : [];
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{translate({ id: 'console.body', message: 'Body' })}</label>
      {contentTypes.length > 1 ? (
        <select
          aria-label={translate({ id: 'console.contentType', message: 'Media type of the body' })}
          value={contentType ?? ''}
          onChange={({ currentTarget }) => onContentType(currentTarget.value)}
        >
          {contentTypes.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      ) : (
        <span className={styles.type}> {contentType}</span>
      )}
      <textarea
        dir="ltr"
        id={id}
        value={body}
        rows={Math.min(20, Math.max(4, body.split('\n').length))}
        spellCheck="false"
        autoCapitalize="off"
        aria-describedby={`${id}-hints`}
        aria-invalid={hints.length > 0 || undefined}
        onChange={({ currentTarget }) => onBody(currentTarget.value)}
      />
      <ul id={`${id}-hints`} className={styles.hints}>
        {hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
    </div>
  );
}

function bodyHints(body: string, schema: Schema | null, schemas: Schemas): string[] {
  if (body.trim() === '') return [];
  const problem = jsonProblem(body);
  if (problem !== null) {
    const { line, column } = problem;
    return [
      translate(
        { id: 'console.jsonProblem', message: 'Not JSON from line {line}, column {column}.' },
        { line, column },
      ),
    ];
  }
  return schema ? checkValue(schema, parseJson(body) as JsonValue, schemas).map(hintText) : [];
}
