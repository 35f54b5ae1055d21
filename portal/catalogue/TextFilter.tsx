import { translate } from '@docusaurus/Translate';
import { type ReactNode, useId } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import styles from './FilterForm.module.css';
import { FIELD, type UsedTextFilter } from './useTextFilter.ts';

interface TextFilterProps {
  filter: UsedTextFilter<unknown>;
  /** How many items there are. */
  all: number;
}

/** Narrows the list below as one types, and says how much of it is left. */
export default function TextFilter({ filter, all }: TextFilterProps): ReactNode {
  const id = useId();
  const number = useNumber();
  const { text, shown, change } = filter;
  return (
    <search className="script-only not-printed">
      <form className={styles.line} onSubmit={(event) => event.preventDefault()} onReset={() => change('')}>
        <label htmlFor={id}>{translate({ id: 'catalogue.filterList', message: 'Filter this list' })}</label>
        <input
          id={id}
          name={FIELD}
          type="search"
          autoComplete="off"
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
        <p aria-live="polite">
          {shown.length === 0
            ? translate({ id: 'catalogue.noneOfList', message: 'Nothing fits. Use fewer words.' })
            : translate(
                { id: 'catalogue.countOfList', message: '{shown} of {all}' },
                { shown: number(shown.length), all: number(all) },
              )}
        </p>
      </form>
    </search>
  );
}
