import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import { type ExampleGroup, examplesByStatus, matchingExamples } from '../reference/operationExamples.ts';
import type { PageExample } from '../reference/operationPage.ts';
import { statusWord } from '../reference/statusWord.ts';
import styles from './Workbench.module.css';

/** More examples than this are narrowed by typing. */
const MANY = 12;

interface ExamplePickerProps {
  examples: PageExample[];
  /** `null`: a request of the reader's own. */
  chosen: PageExample | null;
  onChoose(example: PageExample): void;
}

/** Chooses the example that the form is filled from. */
export default function ExamplePicker({ examples, chosen, onChoose }: ExamplePickerProps): ReactNode {
  const [text, setText] = useState('');
  if (examples.length === 0) return null;
  const matching = matchingExamples(examples, text, {});
  const shown = examples.filter((example) => example.name === chosen?.name || matching.includes(example));
  return (
    <>
      {examples.length > MANY && (
        <div className={`${styles.picker} needs-script`}>
          <input
            type="search"
            value={text}
            placeholder={translate({ id: 'ref.examples.filter', message: 'Filter examples' })}
            aria-label={translate({ id: 'ref.examples.filter', message: 'Filter examples' })}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
      )}
      <label className={styles.picker}>
        <span>{translate({ id: 'console.example', message: 'Example' })}</span>
        <select
          value={chosen?.name ?? ''}
          onChange={({ currentTarget }) => {
            const example = examples.find(({ name }) => name === currentTarget.value);
            if (example) onChoose(example);
          }}
        >
          {chosen === null && (
            <option value="">{translate({ id: 'console.noExample', message: 'A request of your own' })}</option>
          )}
          {examplesByStatus(shown).map((group) => (
            <Options key={group.status} group={group} />
          ))}
        </select>
      </label>
    </>
  );
}

function Options({ group: { status, examples } }: { group: ExampleGroup }): ReactNode {
  const options = examples.map(({ name, summary, lang }) => (
    <option key={name} value={name} lang={lang}>
      {status === null ? '' : `${status} · `}
      {summary || name}
    </option>
  ));
  return status === null ? options : <optgroup label={`${status} ${statusWord(status)}`.trim()}>{options}</optgroup>;
}
