import { translate } from '@docusaurus/Translate';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import styles from './journey.module.css';
import type { ListedStep } from './journeyStep.ts';
import type StartAgain from './StartAgain.tsx';
import { useWalk } from './useWalk.ts';
import { isDone, NEW_WALK } from './walk.ts';

/** How many steps of a journey are done, where to go on, and a way to begin anew. */
export function JourneyProgress({ journey, json }: { journey: string; json: string }): ReactNode {
  const steps = JSON.parse(json) as ListedStep[];
  const number = useNumber();
  const [walk, change] = useWalk(journey);
  const [Dialog, setDialog] = useState<ComponentType<Parameters<typeof StartAgain>[0]> | null>(null);
  const done = steps.filter(({ id }) => isDone(walk.sent[id])).length;
  const next = steps.findIndex(({ id }) => !isDone(walk.sent[id]));
  const isBegun = walk !== NEW_WALK;
  return (
    <div className={`${styles.progress} needs-script not-printed`}>
      <p role="status">
        {translate(
          { id: 'journey.progress', message: 'Steps done: {done} of {count}' },
          { done: number(done), count: number(steps.length) },
        )}
      </p>
      <progress
        value={done}
        max={steps.length}
        aria-label={translate({ id: 'journey.progressLabel', message: 'Steps done' })}
      />
      <p className={styles.onward}>
        {next === -1 ? (
          translate({ id: 'journey.ended', message: 'You have walked this journey to its end.' })
        ) : (
          <a href={`#send-${steps[next]?.id}`}>
            {isBegun
              ? translate({ id: 'journey.goOn', message: 'Go on with step {step}' }, { step: number(next + 1) })
              : translate({ id: 'journey.begin', message: 'Begin with step {step}' }, { step: number(next + 1) })}
          </a>
        )}
      </p>
      <button
        type="button"
        className={styles.again}
        disabled={!isBegun}
        onClick={async () => {
          const module = await import('./StartAgain.tsx');
          setDialog(() => module.default);
        }}
      >
        {translate({ id: 'journey.startAgain', message: 'Start again' })}
      </button>
      {Dialog && (
        <Dialog
          onStart={() => {
            change(() => NEW_WALK);
            setDialog(null);
          }}
          onCancel={() => setDialog(null)}
        />
      )}
    </div>
  );
}
