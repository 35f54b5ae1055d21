import { translate } from '@docusaurus/Translate';
import { exampleAge } from '@dpi/specs/current-dates';
import { type ReactNode, useMemo } from 'react';
import { type KeyMemory, keyInUse, maskKey } from '../console/apiKey.ts';
import { credentialHeader } from '../console/credentialHeader.ts';
import RequestForm from '../console/RequestForm.tsx';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import { useToken } from '../console/useToken.ts';
import type { OperationPage } from '../reference/operationPage.ts';
import { useNumber } from '../shell/useNumber.ts';
import CriteriaList from './CriteriaList.tsx';
import styles from './journey.module.css';
import type { StepOfJourney } from './journeyStep.ts';
import { LoginPageLink } from './LoginPageLink.tsx';
import StepClock from './StepClock.tsx';
import {
  afterSending,
  filledAddress,
  isDone,
  stepParameters,
  stepRequest,
  stepsAwaited,
  stepsTaken,
  stepValues,
  type Walk,
} from './walk.ts';

export interface StepConsoleProps extends StepOfJourney {
  /** Of the operation's reference. */
  page: OperationPage;
  walk: Walk;
  onWalk(change: (walk: Walk) => Walk): void;
  memory: KeyMemory;
  onMemory(change: Partial<KeyMemory>): void;
  sendAtOnce: boolean;
}

/** The console of a step: filled with the outputs of earlier steps, and with the success criteria below the response. */
export default function StepConsole({
  page,
  step,
  steps,
  followers,
  walk,
  onWalk,
  memory,
  onMemory,
  sendAtOnce,
}: StepConsoleProps): ReactNode {
  const { operation, schemas, service } = page;
  const [token, setToken] = useToken();
  const origin = useSandboxOrigin();
  const number = useNumber();
  const key = keyInUse(memory);
  const example = operation.examples.find(({ name }) => name === step.example) ?? null;
  const formPage = useMemo(
    () => ({ ...page, operation: { ...operation, parameters: stepParameters(step, operation) } }),
    [page, operation, step],
  );
  const age = useMemo(() => exampleAge(page.exampleTime, new Date()), [page]);
  const values = stepValues(walk, step, operation, schemas, age);
  const sent = walk.sent[step.id];
  const nameOf = (id: string) => {
    const index = steps.findIndex((one) => one.id === id);
    return { index, text: `${number(index + 1)}. ${steps[index]?.title ?? id}` };
  };
  const awaited = stepsAwaited(values).map(nameOf);
  const otherKey = [...stepsTaken(step)].some(
    (id) => walk.sent[id] !== undefined && walk.sent[id].key !== maskKey(key),
  );
  const next = steps[nameOf(step.id).index + 1];

  return (
    <>
      {step.clock !== null && <StepClock clock={step.clock} memory={memory} />}
      {step.browserPage !== null && <LoginPageLink address={filledAddress(walk, step.browserPage)} />}
      {otherKey && (
        <p className={styles.note}>
          {translate({
            id: 'journey.otherKey',
            message:
              'Earlier steps were sent with another key. What they created is not known to this one: start again, or use the same key.',
          })}
        </p>
      )}
      <RequestForm
        page={formPage}
        example={example}
        values={values}
        onValues={(edited) => onWalk((walk) => ({ ...walk, edited: { ...walk.edited, [step.id]: edited } }))}
        build={(values) =>
          stepRequest(step, operation, values, schemas, {
            baseUrl: origin.send + service.basePath,
            credential: credentialHeader(operation, service.servedBy, { key, token }),
          })
        }
        memory={memory}
        onMemory={onMemory}
        token={token}
        onToken={setToken}
        sendAtOnce={sendAtOnce}
        obstacle={
          awaited.length === 0 ? null : (
            <Awaited steps={awaited.map(({ text, index }) => ({ text, id: steps[index]?.id ?? '' }))} />
          )
        }
        earlier={sent ?? null}
        onAnswered={(call) => onWalk((walk) => afterSending(walk, step, followers, { ...call, key }))}
      />
      {walk.edited[step.id] !== undefined && (
        <button
          type="button"
          className={styles.again}
          onClick={() => onWalk(({ edited: { [step.id]: _, ...edited }, ...walk }) => ({ ...walk, edited }))}
        >
          {translate({ id: 'journey.restore', message: 'Restore the values of the journey' })}
        </button>
      )}
      {sent !== undefined && (
        <>
          <CriteriaList criteria={step.criteria} met={sent.criteria} />
          {isDone(sent) && next !== undefined && (
            <p className={styles.onward}>
              <a href={`#send-${next.id}`}>
                {translate({ id: 'journey.next', message: 'Next: {step}' }, { step: nameOf(next.id).text })}
              </a>
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Which steps have to be sent before. */
function Awaited({ steps }: { steps: { id: string; text: string }[] }): ReactNode {
  return (
    <>
      {translate({ id: 'journey.awaited', message: 'Values are missing. First send:' })}{' '}
      {steps.map(({ id, text }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={`#send-${id}`}>{text}</a>
        </span>
      ))}
    </>
  );
}
