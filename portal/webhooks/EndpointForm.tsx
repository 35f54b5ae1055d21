import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Problem } from '../team/controlApi.ts';
import form from '../team/Form.module.css';
import page from '../team/Page.module.css';
import TextField from '../team/TextField.tsx';
import own from './Webhooks.module.css';
import { type EndpointChoice, typesIn } from './webhookModel.ts';

interface EndpointFormProps {
  /** What the fields say at first; absent: a new endpoint. */
  initial?: EndpointChoice;
  /** Name of the button that sends the form. */
  submit: string;
  /** @returns why it was refused */
  onSubmit(choice: EndpointChoice): Promise<Problem | null>;
  onCancel?(): void;
}

const NEW: EndpointChoice = { url: '', description: '', types: null, delaySeconds: 0, copies: 1, outOfOrder: false };

/** What a team chooses of an endpoint. */
export default function EndpointForm({ initial = NEW, submit, onSubmit, onCancel }: EndpointFormProps): ReactNode {
  const id = useId();
  const [url, setUrl] = useState(initial.url);
  const [description, setDescription] = useState(initial.description);
  const [types, setTypes] = useState(initial.types?.join(' ') ?? '');
  const [delay, setDelay] = useState(String(initial.delaySeconds));
  const [copies, setCopies] = useState(initial.copies);
  const [outOfOrder, setOutOfOrder] = useState(initial.outOfOrder);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(event: FormEvent) {
    event.preventDefault();
    const seconds = delay.trim() === '' ? 0 : Number(delay);
    const choice = { url: url.trim(), description, types: typesIn(types), delaySeconds: seconds, copies, outOfOrder };
    const refused = await onSubmit(choice);
    setProblem(refused);
    if (refused !== null) return;
    setUrl(NEW.url);
    setDescription(NEW.description);
    setTypes('');
    setDelay('0');
    setCopies(1);
    setOutOfOrder(false);
  }

  const fault = (path: string) => problem?.errors.find((error) => error.path === path)?.message ?? '';
  return (
    <form className={form.form} onSubmit={send} noValidate>
      <div role="alert">{problem && <p className={page.failure}>{problem.detail}</p>}</div>
      <TextField
        name={`${id}-url`}
        label={translate({ id: 'webhooks.url', message: 'URL' })}
        hint={translate({
          id: 'webhooks.urlHint',
          message:
            'Reachable from the internet, with https. Where the platform runs on your machine, localhost will do.',
        })}
        error={fault('/url')}
        value={url}
        onValue={setUrl}
        capitals="none"
      />
      <TextField
        name={`${id}-types`}
        label={translate({ id: 'webhooks.typesField', message: 'Types of messages' })}
        hint={translate({
          id: 'webhooks.typesHint',
          message: 'Such as transfer.settled, with spaces between. Leave it empty for all.',
        })}
        error={fault('/types')}
        value={types}
        onValue={setTypes}
        capitals="none"
      />
      <TextField
        name={`${id}-description`}
        label={translate({ id: 'webhooks.note', message: 'Note' })}
        hint={translate({ id: 'webhooks.noteHint', message: 'What the endpoint is for.' })}
        error={fault('/description')}
        value={description}
        onValue={setDescription}
      />
      <TextField
        name={`${id}-delay`}
        label={translate({ id: 'webhooks.delay', message: 'Seconds late' })}
        hint={translate({
          id: 'webhooks.delayHint',
          message: '0 to 3600, to try out what late messages do to your program.',
        })}
        error={fault('/delaySeconds')}
        value={delay}
        onValue={setDelay}
        capitals="none"
      />
      <label className={own.check}>
        <input
          type="checkbox"
          checked={copies > 1}
          onChange={({ currentTarget }) => setCopies(currentTarget.checked ? 2 : 1)}
        />
        {translate({ id: 'webhooks.copies', message: 'Send each message twice, to try out duplicates' })}
      </label>
      <label className={own.check}>
        <input
          type="checkbox"
          checked={outOfOrder}
          onChange={({ currentTarget }) => setOutOfOrder(currentTarget.checked)}
        />
        {translate({
          id: 'webhooks.outOfOrder',
          message: 'Send every other message ten seconds late, in another order',
        })}
      </label>
      <div className={own.buttons}>
        <button type="submit" className={page.primary}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" className={page.secondary} onClick={onCancel}>
            {translate({ id: 'team.cancel', message: 'Cancel' })}
          </button>
        )}
      </div>
    </form>
  );
}
