import { useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { jsonProblem } from '../console/jsonProblem.ts';
import { editObject, type Problem, readObjects } from './controlApi.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import type { ReferencePages } from './referencePages.ts';
import {
  changedMembers,
  filterInAddress,
  type ObjectFilter,
  valueText,
  type WorldObject,
  type WorldResource,
} from './worldModel.ts';

interface ObjectsPanelProps {
  edition: number;
  resources: WorldResource[];
  people: { id: string; name: string }[];
  pages: ReferencePages;
  onChanged(): void;
}

/** What is in the world, by service and person; each object can be edited. */
export default function ObjectsPanel({ edition, resources, people, pages, onChanged }: ObjectsPanelProps): ReactNode {
  const { search } = useLocation();
  const [filter, setFilter] = useState(() => filterInAddress(search));
  const heading = useRef<HTMLHeadingElement>(null);
  const [objects, setObjects] = useState<WorldObject[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isRead, setIsRead] = useState(false);

  async function load(from: string | null, isCurrent = () => true) {
    const outcome = await readObjects(filter, from);
    if (!isCurrent()) return;
    setIsRead(true);
    setProblem('problem' in outcome ? outcome.problem : null);
    if ('problem' in outcome) return;
    const { items, page: position } = outcome.value;
    setObjects((before) => (from === null ? items : [...before, ...items]));
    setCursor(position.nextCursor);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter or edition of the world is read anew
  useEffect(() => {
    let isCurrent = true;
    // While a word is being typed, nothing is asked for.
    const timer = setTimeout(() => load(null, () => isCurrent), filter.search === '' ? 0 : 300);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [filter, edition]);

  // A link to an object leads here, from other pages and from the timeline below.
  useEffect(() => {
    if (search === '') return;
    setFilter(filterInAddress(search));
    heading.current?.focus();
  }, [search]);

  return (
    <section className={styles.panel} aria-labelledby="objects" aria-busy={!isRead}>
      <h2 id="objects" ref={heading} tabIndex={-1}>
        {translate({ id: 'world.objects', message: 'Objects' })}
      </h2>
      <Filters filter={filter} resources={resources} people={people} pages={pages} onChange={setFilter} />
      {problem && <LoadFailure problem={problem} onRetry={() => load(null)} />}
      {isRead && !problem && objects.length === 0 && (
        <p className={styles.empty}>{translate({ id: 'world.noObjects', message: 'Nothing fits.' })}</p>
      )}
      <ul className={styles.objects}>
        {objects.map((object) => (
          <ObjectItem
            key={`${object.service}/${object.version}/${object.resource}/${object.objectId}`}
            object={object}
            isOpen={objects.length === 1}
            resource={resources.find(
              ({ service, version, resource }) =>
                service === object.service && version === object.version && resource === object.resource,
            )}
            pages={pages}
            onEdited={(edited) => {
              setObjects((before) => before.map((one) => (one === object ? edited : one)));
              onChanged();
            }}
          />
        ))}
      </ul>
      {cursor !== null && (
        <button type="button" className={page.secondary} onClick={() => load(cursor)}>
          {translate({ id: 'world.more', message: 'Show more' })}
        </button>
      )}
    </section>
  );
}

function Filters({
  filter,
  resources,
  people,
  pages,
  onChange,
}: Pick<ObjectsPanelProps, 'resources' | 'people' | 'pages'> & {
  filter: ObjectFilter;
  onChange(filter: ObjectFilter): void;
}): ReactNode {
  return (
    <div className={`${styles.options} ${styles.filters}`}>
      <label>
        {translate({ id: 'world.kind', message: 'Service' })}{' '}
        <select
          className={styles.input}
          value={filter.resource}
          onChange={({ currentTarget }) => onChange({ ...filter, resource: currentTarget.value })}
        >
          <option value="">{translate({ id: 'world.all', message: 'All' })}</option>
          {resources.map(({ id, service, version, resource, objects }) => (
            <option key={id} value={id}>
              {pages.title(service, version)}: {resource} ({objects})
            </option>
          ))}
        </select>
      </label>
      <label>
        {translate({ id: 'world.person', message: 'Person' })}{' '}
        <select
          className={styles.input}
          value={filter.person}
          onChange={({ currentTarget }) => onChange({ ...filter, person: currentTarget.value })}
        >
          <option value="">{translate({ id: 'world.all', message: 'All' })}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {translate({ id: 'world.search', message: 'Search' })}{' '}
        <input
          type="search"
          value={filter.search}
          maxLength={100}
          className={styles.input}
          onChange={({ currentTarget }) => onChange({ ...filter, search: currentTarget.value })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={filter.changed}
          onChange={({ currentTarget }) => onChange({ ...filter, changed: currentTarget.checked })}
        />
        {translate({ id: 'world.changedOnly', message: 'Only what differs from the beginning' })}
      </label>
    </div>
  );
}

function ObjectItem({
  object,
  isOpen,
  resource,
  pages,
  onEdited,
}: {
  object: WorldObject;
  /** Whether its members are shown from the beginning. */
  isOpen: boolean;
  resource: WorldResource | undefined;
  pages: ReferencePages;
  onEdited(object: WorldObject): void;
}): ReactNode {
  const [isEditing, setIsEditing] = useState(false);
  const hidden = new Set(resource?.members.filter((member) => member.hidden).map(({ name }) => name));
  return (
    <li>
      <details open={isOpen}>
        <summary>
          {pages.title(object.service, object.version)}: {object.resource} <code>{object.objectId}</code>
          {object.changed && (
            <>
              {' '}
              <strong>{translate({ id: 'world.changed', message: 'changed' })}</strong>
            </>
          )}
        </summary>
        <dl className={styles.members}>
          {Object.entries(object.data).map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
                {hidden.has(name) && ` (${translate({ id: 'world.hidden', message: 'never shown by the service' })})`}
              </dt>
              <dd>{valueText(value)}</dd>
            </div>
          ))}
        </dl>
        {isEditing ? (
          <Editor
            object={object}
            onCancel={() => setIsEditing(false)}
            onEdited={(edited) => {
              setIsEditing(false);
              onEdited(edited);
            }}
          />
        ) : (
          <button type="button" className={page.secondary} onClick={() => setIsEditing(true)}>
            {translate({ id: 'world.edit', message: 'Edit' })}
            <span className="visually-hidden">
              {' '}
              {object.resource} {object.objectId}
            </span>
          </button>
        )}
      </details>
    </li>
  );
}

function Editor({
  object,
  onCancel,
  onEdited,
}: {
  object: WorldObject;
  onCancel(): void;
  onEdited(object: WorldObject): void;
}): ReactNode {
  const [text, setText] = useState(() => JSON.stringify(object.data, null, 2));
  const [faults, setFaults] = useState<string[]>([]);

  async function save(event: FormEvent) {
    event.preventDefault();
    const place = jsonProblem(text);
    if (place !== null) {
      const values = { line: String(place.line), column: String(place.column) };
      setFaults([
        translate(
          { id: 'world.notJson', message: 'This is not correct JSON at line {line}, column {column}.' },
          values,
        ),
      ]);
      return;
    }
    const edited: unknown = JSON.parse(text);
    if (typeof edited !== 'object' || edited === null || Array.isArray(edited)) {
      setFaults([translate({ id: 'world.notObject', message: 'Write the members as a JSON object.' })]);
      return;
    }
    const outcome = await editObject(object, changedMembers(object.data, edited as Record<string, unknown>));
    if ('value' in outcome) onEdited(outcome.value);
    else setFaults(faultsOf(outcome.problem));
  }

  return (
    <form onSubmit={save} className={styles.editor}>
      <label>
        {translate({ id: 'world.members', message: 'Members, as JSON' })}
        <textarea
          value={text}
          rows={Math.min(20, text.split('\n').length + 1)}
          spellCheck={false}
          aria-invalid={faults.length > 0}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div role="alert">
        {faults.length > 0 && (
          <ul className={page.failure}>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles.options}>
        <button type="submit" className={page.primary}>
          {translate({ id: 'world.save', message: 'Save' })}
        </button>
        <button type="button" className={page.secondary} onClick={onCancel}>
          {translate({ id: 'team.cancel', message: 'Cancel' })}
        </button>
      </div>
    </form>
  );
}

function faultsOf({ errors, detail }: Problem): string[] {
  if (errors.length > 0) return errors.map(({ path, message }) => `${path.replace('/data/', '')}: ${message}`);
  return [
    detail ||
      translate({
        id: 'team.fault.unreachable',
        message: 'The sandbox could not be reached. Check your connection and try again',
      }),
  ];
}
