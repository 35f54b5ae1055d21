import { translate } from '@docusaurus/Translate';
import type { Parameter } from '@dpi/specs/model';
import { resolveSchema } from '@dpi/specs/schema-reference';
import { type ReactNode, useId } from 'react';
import type { Schemas } from '../reference/schemaTypes.ts';
import { typeName } from '../reference/typeName.ts';
import styles from './Console.module.css';
import { checkValue } from './checkValue.ts';
import { hintText } from './hintText.ts';
import { formatInput, inputKind, parseInput } from './parameterInput.ts';
import { inputName } from './requestValues.ts';

interface ParameterFieldsProps {
  parameters: Parameter[];
  schemas: Schemas;
  inputs: Record<string, string>;
  /** Names of inputs that must be filled before sending. */
  missing: string[];
  onInput(parameter: Parameter, text: string): void;
}

/** A control for each parameter. */
export default function ParameterFields({
  parameters,
  schemas,
  inputs,
  missing,
  onInput,
}: ParameterFieldsProps): ReactNode {
  if (parameters.length === 0) return null;
  return (
    <fieldset className={styles.fields}>
      <legend>{translate({ id: 'console.parameters', message: 'Parameters' })}</legend>
      {parameters.map((parameter) => (
        <ParameterField
          key={inputName(parameter)}
          parameter={parameter}
          schemas={schemas}
          text={inputs[inputName(parameter)] ?? ''}
          missing={missing.includes(inputName(parameter))}
          onInput={(text) => onInput(parameter, text)}
        />
      ))}
    </fieldset>
  );
}

interface ParameterFieldProps {
  parameter: Parameter;
  schemas: Schemas;
  text: string;
  missing: boolean;
  onInput(text: string): void;
}

function ParameterField({ parameter, schemas, text, missing, onInput }: ParameterFieldProps): ReactNode {
  const id = useId();
  const { schema, name, required } = parameter;
  const kind = inputKind(schema, schemas);
  const hint = missing
    ? translate({ id: 'console.fillIn', message: 'Fill this in: it is part of the address.' })
    : inputHint(parameter, text, schemas);
  const control = {
    id,
    name: inputName(parameter),
    value: text,
    'aria-describedby': hint === '' ? undefined : `${id}-hint`,
    'aria-invalid': hint !== '' || undefined,
    'aria-required': required,
    onChange: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        <code>{name}</code>{' '}
        <span className={styles.type}>
          {parameter.in} · {typeName(resolveSchema(schema, schemas), schemas)}
          {required && ` · ${translate({ id: 'ref.required', message: 'required' })}`}
        </span>
      </label>
      {kind === 'choice' || kind === 'switch' ? (
        <select {...control}>
          <option value="">—</option>
          {choices(parameter, schemas).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          type="text"
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck="false"
          placeholder={kind === 'list' ? translate({ id: 'console.list', message: 'one, two, three' }) : undefined}
        />
      )}
      <p id={`${id}-hint`} className={styles.problem}>
        {hint}
      </p>
    </div>
  );
}

function choices({ schema }: Parameter, schemas: Schemas): string[] {
  const resolved = resolveSchema(schema, schemas);
  return resolved.enum?.map((item) => formatInput(schema, item, schemas)) ?? ['true', 'false'];
}

/** What the schema asks for and the text does not give; empty where all is well. */
function inputHint({ schema }: Parameter, text: string, schemas: Schemas): string {
  const parsed = parseInput(schema, text, schemas);
  if ('error' in parsed) {
    return parsed.error === 'number'
      ? translate({ id: 'console.notNumber', message: 'This is not a number.' })
      : translate({ id: 'console.notJson', message: 'This is not JSON.' });
  }
  const [hint] = parsed.value === undefined ? [] : checkValue(schema, parsed.value, schemas);
  return hint ? hintText(hint) : '';
}
