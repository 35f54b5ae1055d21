import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import { createFault, deleteFault, type Problem, readFaults } from './controlApi.ts';
import { faultKindText } from './faultKindText.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import type { ReferencePages } from './referencePages.ts';
import {
  FAULT_KINDS,
  FAULT_STATUSES,
  type Fault,
  type FaultChoice,
  type FaultKind,
  faultChoice,
} from './worldModel.ts';

/** What goes wrong on purpose, so that a program can be tried with a service that fails. */
export default function FaultsPanel({ pages, onChanged }: { pages: ReferencePages; onChanged(): void }): ReactNode {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');

  const load = useCallback(async () => {
    const outcome = await readFaults();
    setProblem('problem' in outcome ? outcome.problem : null);
    if ('value' in outcome) setFaults(outcome.value.items);
  }, []);
  useEffect(() => {
    load();
  }, [load]);

  async function create(choice: FaultChoice): Promise<Problem | null> {
    const outcome = await createFault(choice);
    if ('problem' in outcome) return outcome.problem;
    setSaid(translate({ id: 'world.faultSet', message: 'The fault is set.' }));
    await load();
    onChanged();
    return null;
  }

  async function remove({ id }: Fault) {
    const outcome = await deleteFault(id);
    setSaid('value' in outcome ? translate({ id: 'world.faultGone', message: 'The fault was deleted.' }) : '');
    await load();
    if ('problem' in outcome) setProblem(outcome.problem);
    else onChanged();
  }

  return (
    <section className={styles.panel} aria-labelledby="faults">
      <div className={styles.bar}>
        <h2 id="faults">{translate({ id: 'world.faults', message: 'Faults' })}</h2>
        <button type="button" className={page.secondary} onClick={load}>
          {translate({ id: 'team.refresh', message: 'Refresh' })}
        </button>
      </div>
      <p>
        {translate({
          id: 'world.faultsText',
          message:
            'Let calls of your team go wrong, to see what your program does then. They are not counted as failed, and the log of your team says which fault each call met.',
        })}
      </p>
      {problem && <LoadFailure problem={problem} onRetry={load} />}
      <p role="status">{said}</p>
      {faults.length > 0 && <FaultTable faults={faults} pages={pages} onDelete={remove} />}
      <FaultForm pages={pages} onSubmit={create} />
    </section>
  );
}

function FaultTable({
  faults,
  pages,
  onDelete,
}: {
  faults: Fault[];
  pages: ReferencePages;
  onDelete(fault: Fault): void;
}): ReactNode {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{translate({ id: 'world.faultKind', message: 'What goes wrong' })}</th>
          <th scope="col">{translate({ id: 'world.faultCalls', message: 'Calls' })}</th>
          <th scope="col">{translate({ id: 'world.faultSoFar', message: 'So far' })}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <tr key={fault.id}>
            <th scope="row">
              {faultKindText(fault.kind)} <FaultFigures fault={fault} />
            </th>
            <td>{targetText(fault, pages)}</td>
            <td>
              <FaultUse fault={fault} />
            </td>
            <td>
              <div className={styles.rowActions}>
                <button type="button" className={page.danger} onClick={() => onDelete(fault)}>
                  {translate({ id: 'world.delete', message: 'Delete' })}
                  <span className="visually-hidden"> {faultKindText(fault.kind)}</span>
                </button>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Status and delay, as they are written in code. */
function FaultFigures({ fault: { status, delayMs, distribution } }: { fault: Fault }): ReactNode {
  if (status !== null) return <code>{status}</code>;
  if (delayMs === null) return null;
  return (
    <>
      <code>{delayMs} ms</code>
      {distribution === 'long-tailed' && <>, {translate({ id: 'world.longTailed', message: 'some far later' })}</>}
    </>
  );
}

function targetText({ service, version, operationId }: Fault, pages: ReferencePages): string {
  if (service === null || version === null) return translate({ id: 'world.allServices', message: 'All services' });
  const title = pages.title(service, version);
  return operationId === null ? title : `${title}: ${operationId}`;
}

function FaultUse({ fault: { kind, times, affectedCalls, active } }: { fault: Fault }): ReactNode {
  const number = useNumber();
  if (kind === 'stuck-pending') return translate({ id: 'world.untilDeleted', message: 'until it is deleted' });
  const count = number(affectedCalls);
  if (times === null)
    return translate({ id: 'world.affectedCalls', message: '{count}, until it is deleted' }, { count });
  const values = { count, times: number(times) };
  return active
    ? translate({ id: 'world.affectedOf', message: '{count} of {times} calls' }, values)
    : translate({ id: 'world.usedUp', message: '{count} of {times} calls: calls go well again' }, values);
}

function FaultForm({
  pages,
  onSubmit,
}: {
  pages: ReferencePages;
  onSubmit(choice: FaultChoice): Promise<Problem | null>;
}): ReactNode {
  const [kind, setKind] = useState<FaultKind>('error');
  const [service, setService] = useState('');
  const [operationId, setOperationId] = useState('');
  const [status, setStatus] = useState('503');
  const [delay, setDelay] = useState('1000');
  const [isLongTailed, setIsLongTailed] = useState(false);
  const [times, setTimes] = useState('2');
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = pages.services.find(({ name }) => name === service);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(await onSubmit(faultChoice({ kind, service, operationId, status, delay, isLongTailed, times })));
  }

  return (
    <form className={styles.new} onSubmit={submit}>
      <div role="alert">{problem && <p className={page.failure}>{problem.detail}</p>}</div>
      <div className={`${styles.options} ${styles.filters}`}>
        <label>
          {translate({ id: 'world.faultKind', message: 'What goes wrong' })}{' '}
          <select
            className={styles.input}
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value as FaultKind)}
          >
            {FAULT_KINDS.map((one) => (
              <option key={one} value={one}>
                {faultKindText(one)}
              </option>
            ))}
          </select>
        </label>
        {kind === 'error' && (
          <label>
            {translate({ id: 'world.faultStatus', message: 'Status' })}{' '}
            <select
              className={styles.input}
              value={status}
              onChange={({ currentTarget }) => setStatus(currentTarget.value)}
            >
              {FAULT_STATUSES.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
        {(kind === 'latency' || kind === 'timeout') && (
          <label>
            {translate({ id: 'world.faultDelay', message: 'Milliseconds' })}{' '}
            <input
              type="number"
              min={1}
              max={30_000}
              required
              className={styles.input}
              value={delay}
              onChange={({ currentTarget }) => setDelay(currentTarget.value)}
            />
          </label>
        )}
        {kind === 'latency' && (
          <label>
            <input
              type="checkbox"
              checked={isLongTailed}
              onChange={({ currentTarget }) => setIsLongTailed(currentTarget.checked)}
            />
            {translate({ id: 'world.faultTail', message: 'One in a hundred comes ten times later' })}
          </label>
        )}
        <label>
          {translate({ id: 'world.kind', message: 'Service' })}{' '}
          <select
            className={styles.input}
            value={service}
            onChange={({ currentTarget }) => {
              setService(currentTarget.value);
              setOperationId('');
            }}
          >
            <option value="">{translate({ id: 'world.allServices', message: 'All services' })}</option>
            {pages.services.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {kind !== 'stuck-pending' && chosen && (
          <label>
            {translate({ id: 'world.faultOperation', message: 'Operation' })}{' '}
            <select
              className={styles.input}
              value={operationId}
              onChange={({ currentTarget }) => setOperationId(currentTarget.value)}
            >
              <option value="">{translate({ id: 'world.all', message: 'All' })}</option>
              {chosen.operations.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        {kind !== 'stuck-pending' && (
          <label>
            {translate({ id: 'world.faultTimes', message: 'Number of calls (empty: until it is deleted)' })}{' '}
            <input
              type="number"
              min={1}
              max={1000}
              className={styles.input}
              value={times}
              onChange={({ currentTarget }) => setTimes(currentTarget.value)}
            />
          </label>
        )}
      </div>
      <button type="submit" className={page.primary}>
        {translate({ id: 'world.setFault', message: 'Set the fault' })}
      </button>
    </form>
  );
}
