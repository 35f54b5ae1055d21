import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { JsonValue } from '@dpi/specs/json-value';
import { stringifyJson } from '@dpi/specs/numbers';
import { type ReactNode, useState } from 'react';
import { bodyText } from '../console/requestValues.ts';
import { useNumber } from '../shell/useNumber.ts';
import { exampleAnchor, examplesAnchor } from './anchors.ts';
import CodeBlock from './CodeBlock.tsx';
import styles from './OperationExamples.module.css';
import { type ExampleGroup, exampleBodies, examplesByStatus, matchingExamples } from './operationExamples.ts';
import type { OperationPage, PageExample } from './operationPage.ts';
import Permalink from './Permalink.tsx';
import Prose from './Prose.tsx';
import StatusBadge from './StatusBadge.tsx';

/** More examples than this can be narrowed by typing. */
const MANY = 8;
/** Of a longer list, as many are shown; the others are folded. */
const SHOWN = 4;

interface ExamplesProps {
  page: OperationPage;
  onTry(example: PageExample): void;
}

/** Each example once: what is sent, by whom, and what comes back. */
export default function OperationExamples({ page, onTry }: ExamplesProps): ReactNode {
  const [text, setText] = useState('');
  const { examples } = page.operation;
  const matching = matchingExamples(examples, text, page.personas);
  return (
    <>
      {examples.length > MANY && (
        <label className={`${styles.filter} needs-script`}>
          <span>{translate({ id: 'ref.examples.filter', message: 'Filter examples' })}</span>
          <input type="search" value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
        </label>
      )}
      <p role="status" className="visually-hidden">
        {text.trim() !== '' && <Count count={matching.length} />}
      </p>
      {matching.length === 0 && (
        <p>{translate({ id: 'ref.examples.noneFound', message: 'No example has all these words.' })}</p>
      )}
      {examplesByStatus(matching).map((group) => (
        <Group key={group.status} group={group} page={page} onTry={onTry} isWhole={text.trim() !== ''} />
      ))}
    </>
  );
}

function Count({ count }: { count: number }): ReactNode {
  const number = useNumber();
  return count === 1
    ? translate({ id: 'ref.oneExample', message: '1 example' })
    : translate({ id: 'ref.countOfExamples', message: '{count} examples' }, { count: number(count) });
}

interface GroupProps extends ExamplesProps {
  group: ExampleGroup;
  /** Whether none of them is folded. */
  isWhole: boolean;
}

function Group({ group: { status, examples }, page, onTry, isWhole }: GroupProps): ReactNode {
  const number = useNumber();
  const shown = isWhole || examples.length <= SHOWN + 2 ? examples.length : SHOWN;
  const rows = (some: PageExample[]) => (
    <ul className={styles.list}>
      {some.map((example) => (
        <Example key={example.name} example={example} page={page} onTry={onTry} />
      ))}
    </ul>
  );
  const folded = examples.slice(shown);
  return (
    <section id={examplesAnchor(status)} className={styles.group}>
      <h3>
        {status === null ? (
          translate({ id: 'ref.examples.requestOnly', message: 'Request only' })
        ) : (
          <StatusBadge status={status} />
        )}{' '}
        <span className={styles.count}>
          <Count count={examples.length} />
        </span>
      </h3>
      {rows(examples.slice(0, shown))}
      {folded.length > 0 && (
        <details className={styles.folded}>
          <summary>
            {translate({ id: 'ref.examples.more', message: 'Show {count} more' }, { count: number(folded.length) })}
          </summary>
          {rows(folded)}
        </details>
      )}
    </section>
  );
}

interface ExampleProps extends ExamplesProps {
  example: PageExample;
}

function Example({ example, page: { operation, personas }, onTry }: ExampleProps): ReactNode {
  const { name, summary, lang, description, refusals, request } = example;
  const title = summary || name;
  const bodies = exampleBodies(operation, name);
  return (
    <li className={styles.example}>
      <details id={exampleAnchor(name)}>
        <summary>
          <span lang={lang}>{title}</span>
          {example.personas.length > 0 && (
            <span className={styles.people}> {example.personas.map((id) => personas[id] ?? id).join(', ')}</span>
          )}
        </summary>
        <div className={styles.inside}>
          <p className={styles.about}>
            <Permalink anchor={exampleAnchor(name)}>
              <code>{name}</code>
            </Permalink>
            {example.personas.map((id) => (
              <Link key={id} to={`/personas/#${id}`}>
                {personas[id] ?? id}
              </Link>
            ))}
          </p>
          <Prose html={description} />
          {refusals.map(({ rule, because }) => (
            <p key={rule}>
              {translate({ id: 'ref.examples.because', message: 'When:' })} {because} <code>{rule}</code>
            </p>
          ))}
          {request !== null && request.parameters.length > 0 && (
            <dl className={styles.parameters}>
              {request.parameters.map((parameter) => (
                <div key={`${parameter.in} ${parameter.name}`}>
                  <dt>
                    <code>{parameter.name}</code>
                  </dt>
                  <dd>
                    <code>{valueText(parameter.value)}</code>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {bodies.request.map(({ contentType, value }) => (
            <CodeBlock
              key={contentType}
              label={translate({ id: 'ref.examples.request', message: 'Request body, {type}' }, { type: contentType })}
              text={bodyText(value)}
            />
          ))}
          {bodies.responses.map(({ status, contentType, value }) => (
            <CodeBlock
              key={`${status} ${contentType}`}
              label={translate(
                { id: 'ref.examples.response', message: 'Response {status}, {type}' },
                { status, type: contentType },
              )}
              text={bodyText(value)}
            />
          ))}
        </div>
      </details>
      {(request || example.response) && (
        <button type="button" className={styles.try} onClick={() => onTry(example)}>
          {translate({ id: 'ref.examples.try', message: 'Try' })}
          <span className="visually-hidden" lang={lang}>
            {' '}
            {title}
          </span>
        </button>
      )}
    </li>
  );
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}
