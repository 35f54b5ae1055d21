import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import ConfirmDialog from '../team/ConfirmDialog.tsx';
import type { Outcome, Problem } from '../team/controlApi.ts';
import styles from '../team/MyTeam.module.css';
import page from '../team/Page.module.css';
import Secret from '../team/Secret.tsx';
import EndpointForm from './EndpointForm.tsx';
import own from './Webhooks.module.css';
import { createEndpoint, deleteEndpoint, rotateSecret, sendTest, updateEndpoint } from './webhookApi.ts';
import type { Endpoint, EndpointChoice, EndpointWithSecret } from './webhookModel.ts';

/** What is asked before it is done. */
type Question = { kind: 'rotate' | 'delete'; endpoint: Endpoint };

/** Where the team has messages sent to: add, change, disable and delete endpoints, and try them. */
export default function EndpointsPanel({
  endpoints,
  onChanged,
}: {
  endpoints: Endpoint[];
  onChanged(): Promise<void>;
}): ReactNode {
  const [secret, setSecret] = useState<EndpointWithSecret | null>(null);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<Problem | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [editing, setEditing] = useState<string | null>(null);

  /** Does something, says so, and reads the endpoints again. @returns why it was refused */
  async function act<Value>(action: Promise<Outcome<Value>>, done: (value: Value) => string): Promise<Problem | null> {
    setQuestion(null);
    const outcome = await action;
    const problem = 'problem' in outcome ? outcome.problem : null;
    setFailure(problem);
    setSaid('value' in outcome ? done(outcome.value) : '');
    if (problem === null) await onChanged();
    return problem;
  }

  const withSecret = (endpoint: EndpointWithSecret) => {
    setSecret(endpoint);
    return '';
  };
  const add = (choice: EndpointChoice) => act(createEndpoint(choice), withSecret);

  async function change(endpoint: Endpoint, choice: EndpointChoice) {
    const problem = await act(updateEndpoint(endpoint, choice), () =>
      translate({ id: 'webhooks.wasChanged', message: 'The endpoint was changed.' }),
    );
    if (problem === null) setEditing(null);
    return problem;
  }

  const actions = {
    test: (endpoint: Endpoint) =>
      act(sendTest(endpoint), () =>
        translate({
          id: 'webhooks.testSent',
          message: 'A test message is on its way. The log of deliveries below says what becomes of it.',
        }),
      ),
    enable: (endpoint: Endpoint, enabled: boolean) =>
      act(updateEndpoint(endpoint, { enabled }), () =>
        enabled
          ? translate({ id: 'webhooks.wasEnabled', message: 'The endpoint gets messages again.' })
          : translate({ id: 'webhooks.wasDisabled', message: 'The endpoint gets nothing for now.' }),
      ),
    ask: setQuestion,
    edit: (endpoint: Endpoint) => setEditing(endpoint.id),
  };

  return (
    <section className={styles.panel} aria-labelledby="endpoints">
      <h2 id="endpoints">{translate({ id: 'webhooks.endpoints', message: 'Endpoints' })}</h2>
      <div role="status">
        {said !== '' && <p>{said}</p>}
        {secret && (
          <Secret
            label={translate({ id: 'webhooks.secret', message: 'Secret of {url}' }, { url: secret.url })}
            value={secret.secret}
            note={translate({
              id: 'webhooks.secretNote',
              message: 'It is shown this once. Your receiver checks with it that a message is genuine.',
            })}
          />
        )}
      </div>
      {failure && editing === null && failure.errors.length === 0 && (
        <p className={page.failure} role="alert">
          {failure.detail}
        </p>
      )}
      {endpoints.length === 0 && (
        <p className={styles.empty}>
          {translate({
            id: 'webhooks.noEndpoints',
            message: 'No endpoints yet. Without one, the messages are in the inbox below all the same.',
          })}
        </p>
      )}
      <ul className={own.cards}>
        {endpoints.map((endpoint) => (
          <li key={endpoint.id}>
            {editing === endpoint.id ? (
              <EndpointForm
                initial={endpoint}
                submit={translate({ id: 'webhooks.save', message: 'Save' })}
                onSubmit={(choice) => change(endpoint, choice)}
                onCancel={() => setEditing(null)}
              />
            ) : (
              <EndpointCard endpoint={endpoint} actions={actions} />
            )}
          </li>
        ))}
      </ul>
      <details className={own.add}>
        <summary>{translate({ id: 'webhooks.add', message: 'Add an endpoint' })}</summary>
        <EndpointForm submit={translate({ id: 'webhooks.add', message: 'Add an endpoint' })} onSubmit={add} />
      </details>
      {question && (
        <QuestionDialog
          question={question}
          onCancel={() => setQuestion(null)}
          onRotate={(endpoint) => act(rotateSecret(endpoint), withSecret)}
          onDelete={(endpoint) => {
            if (secret?.id === endpoint.id) setSecret(null);
            act(deleteEndpoint(endpoint), () =>
              translate({ id: 'webhooks.wasDeleted', message: 'The endpoint was deleted.' }),
            );
          }}
        />
      )}
    </section>
  );
}

interface Actions {
  test(endpoint: Endpoint): void;
  enable(endpoint: Endpoint, enabled: boolean): void;
  edit(endpoint: Endpoint): void;
  ask(question: Question): void;
}

function EndpointCard({ endpoint, actions }: { endpoint: Endpoint; actions: Actions }): ReactNode {
  const number = useNumber();
  const { url, description, types, delaySeconds, copies, outOfOrder, enabled } = endpoint;
  const buttons = [
    ...(enabled
      ? [
          {
            text: translate({ id: 'webhooks.test', message: 'Send a test message' }),
            onClick: () => actions.test(endpoint),
          },
        ]
      : []),
    { text: translate({ id: 'webhooks.edit', message: 'Edit' }), onClick: () => actions.edit(endpoint) },
    {
      text: enabled
        ? translate({ id: 'webhooks.disable', message: 'Disable' })
        : translate({ id: 'webhooks.enable', message: 'Enable' }),
      onClick: () => actions.enable(endpoint, !enabled),
    },
    {
      text: translate({ id: 'webhooks.rotate', message: 'Rotate the secret' }),
      onClick: () => actions.ask({ kind: 'rotate', endpoint }),
    },
  ];
  return (
    <>
      <h3 className={own.url}>
        <code>{url}</code>
        {!enabled && <> ({translate({ id: 'webhooks.disabled', message: 'disabled' })})</>}
      </h3>
      {description !== '' && <p>{description}</p>}
      <p>
        {translate({ id: 'webhooks.types', message: 'Types:' })}{' '}
        {types === null ? translate({ id: 'webhooks.allTypes', message: 'all' }) : <code>{types.join(', ')}</code>}
        {delaySeconds > 0 &&
          ` · ${translate({ id: 'webhooks.late', message: '{seconds} seconds late' }, { seconds: number(delaySeconds) })}`}
        {copies > 1 && ` · ${translate({ id: 'webhooks.twice', message: 'each message twice' })}`}
        {outOfOrder && ` · ${translate({ id: 'webhooks.shuffled', message: 'in another order' })}`}
      </p>
      <div className={own.buttons}>
        {buttons.map(({ text, onClick }) => (
          <button key={text} type="button" className={page.secondary} onClick={onClick}>
            {text}
            <span className="visually-hidden"> {url}</span>
          </button>
        ))}
        <button type="button" className={page.danger} onClick={() => actions.ask({ kind: 'delete', endpoint })}>
          {translate({ id: 'webhooks.delete', message: 'Delete' })}
          <span className="visually-hidden"> {url}</span>
        </button>
      </div>
    </>
  );
}

function QuestionDialog({
  question: { kind, endpoint },
  onCancel,
  onRotate,
  onDelete,
}: {
  question: Question;
  onCancel(): void;
  onRotate(endpoint: Endpoint): void;
  onDelete(endpoint: Endpoint): void;
}): ReactNode {
  const { url } = endpoint;
  return kind === 'rotate' ? (
    <ConfirmDialog
      title={translate({ id: 'webhooks.rotateTitle', message: 'Rotate the secret of {url}?' }, { url })}
      confirm={translate({ id: 'webhooks.rotate', message: 'Rotate the secret' })}
      onConfirm={() => onRotate(endpoint)}
      onCancel={onCancel}
    >
      <p>
        {translate({
          id: 'webhooks.rotateText',
          message: 'For a day, each message has a signature with the new secret and one with the old.',
        })}
      </p>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog
      title={translate({ id: 'webhooks.deleteTitle', message: 'Delete the endpoint {url}?' }, { url })}
      confirm={translate({ id: 'webhooks.delete', message: 'Delete' })}
      onConfirm={() => onDelete(endpoint)}
      onCancel={onCancel}
    >
      <p>{translate({ id: 'webhooks.deleteText', message: 'What is on its way to it is not sent any more.' })}</p>
    </ConfirmDialog>
  );
}
