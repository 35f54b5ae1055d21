import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';
import { type ReactNode, useId } from 'react';
import type { CataloguePage } from '../plugin/pageData.ts';
import styles from './FilterForm.module.css';
import { type CatalogueFilter, NO_FILTER } from './filterServices.ts';
import { lifecycleName } from './lifecycleName.ts';

const LIFECYCLES: Lifecycle[] = ['stable', 'beta', 'alpha', 'draft', 'deprecated', 'retired'];

interface FilterFormProps {
  page: CataloguePage;
  filter: CatalogueFilter;
  onFilter(filter: CatalogueFilter): void;
}

/** Narrows the list below as one types and chooses. */
export default function FilterForm({ page, filter, onFilter }: FilterFormProps): ReactNode {
  const textId = useId();
  const present = LIFECYCLES.filter((lifecycle) => page.services.some((service) => service.lifecycle === lifecycle));
  const set = (change: Partial<CatalogueFilter>) => onFilter({ ...filter, ...change });
  return (
    <search
      className="script-only not-printed"
      aria-label={translate({ id: 'catalogue.filter', message: 'Filter the catalogue' })}
    >
      <form className={styles.form} onSubmit={(event) => event.preventDefault()} onReset={() => onFilter(NO_FILTER)}>
        <div className={styles.text}>
          <label htmlFor={textId}>
            {translate({ id: 'catalogue.find', message: 'Find a service or an operation' })}
          </label>
          <input
            id={textId}
            name="text"
            type="search"
            autoComplete="off"
            value={filter.text}
            onInput={(event) => set({ text: event.currentTarget.value })}
          />
        </div>
        <Choice
          name="layer"
          label={translate({ id: 'catalogue.layer', message: 'Layer' })}
          options={page.layers}
          chosen={filter.layer}
          onChoose={(layer) => set({ layer })}
        />
        <Choice
          name="agency"
          label={translate({ id: 'catalogue.agency', message: 'Agency' })}
          options={page.agencies}
          chosen={filter.agency}
          onChoose={(agency) => set({ agency })}
        />
        <Choice
          name="lifecycle"
          label={translate({ id: 'catalogue.lifecycle', message: 'Lifecycle' })}
          options={present.map((id) => ({ id, name: lifecycleName(id) }))}
          chosen={filter.lifecycle}
          onChoose={(lifecycle) => set({ lifecycle })}
        />
        <button type="reset">{translate({ id: 'catalogue.reset', message: 'Show all' })}</button>
      </form>
    </search>
  );
}

interface ChoiceProps {
  name: keyof CatalogueFilter;
  label: string;
  options: { id: string; name: string }[];
  chosen: string;
  onChoose(id: string): void;
}

function Choice({ name, label, options, chosen, onChoose }: ChoiceProps): ReactNode {
  const id = useId();
  if (options.length < 2) return null;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{translate({ id: 'catalogue.any', message: 'Any' })}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
