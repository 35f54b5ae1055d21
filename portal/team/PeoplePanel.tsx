import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import { addPerson, type Problem, readPersonChoices } from './controlApi.ts';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import PersonLinks from './PersonLinks.tsx';
import { useNameOf } from './useNameOf.ts';
import type { PersonChoice, PersonChoices, WorldPerson } from './worldModel.ts';

interface PeoplePanelProps {
  /** Test people who have pages of their own. */
  people: { id: string; name: string }[];
  /** Whom the team has added to its world. */
  own: WorldPerson[];
  identifierNames: Record<string, string>;
  onChanged(): void;
}

/** The pages that stand for people's own in this world, and people whom the team adds to it. */
export default function PeoplePanel({ people, own, identifierNames, onChanged }: PeoplePanelProps): ReactNode {
  const nameOf = useNameOf();
  return (
    <section className={styles.panel} aria-labelledby="people">
      <h2 id="people">{translate({ id: 'world.people', message: 'What people see' })}</h2>
      <p>
        {translate({
          id: 'world.peopleText',
          message:
            'The phone of each test person with SMS, calls and USSD, and the page on which the person decides on consents.',
        })}
      </p>
      {people.length > 0 && (
        <details>
          <summary>{translate({ id: 'world.peopleOpen', message: 'Choose a person' })}</summary>
          <ul className={styles.people}>
            {people.map(({ id, name }) => (
              <li key={id}>
                {name}
                <PersonLinks id={id} name={name} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <h3>{translate({ id: 'world.ownPeople', message: 'People of your own' })}</h3>
      {own.length > 0 && (
        <ul>
          {own.map((person) => (
            <li key={person.id}>
              <OwnPerson person={person} name={nameOf(person)} identifierNames={identifierNames} />
            </li>
          ))}
        </ul>
      )}
      <PersonForm onChanged={onChanged} />
    </section>
  );
}

function OwnPerson({
  person: { id, identifiers },
  name,
  identifierNames,
}: {
  person: WorldPerson;
  name: string;
  identifierNames: PeoplePanelProps['identifierNames'];
}): ReactNode {
  return (
    <>
      <strong>{name}</strong>
      <PersonLinks id={id} name={name} />
      <span className="dotted">
        {Object.entries(identifiers).map(([kind, value]) => (
          <span key={kind}>
            {identifierNames[kind] ?? kind} <code>{value}</code>
          </span>
        ))}
      </span>
    </>
  );
}

/** Adds a person; nothing where the country does not say how people are made. */
function PersonForm({ onChanged }: { onChanged(): void }): ReactNode {
  const [choices, setChoices] = useState<PersonChoices | null>(null);
  const [name, setName] = useState<Record<string, string>>({});
  const [birthDate, setBirthDate] = useState('');
  const [gender, setGender] = useState('');
  const [place, setPlace] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const nameOf = useNameOf();
  const { i18n } = useDocusaurusContext();
  const number = useNumber();

  useEffect(() => {
    let isCurrent = true;
    readPersonChoices().then((outcome) => {
      if (!isCurrent || !('value' in outcome)) return;
      setChoices(outcome.value);
      setGender(outcome.value.genders[0]?.id ?? '');
      setPlace(outcome.value.places[0]?.id ?? '');
    });
    return () => {
      isCurrent = false;
    };
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const outcome = await addPerson({ name, birthDate, gender, place });
    setProblem('problem' in outcome ? outcome.problem : null);
    setSaid(
      'value' in outcome
        ? translate(
            { id: 'world.personAdded', message: '{person} is known to all services now.' },
            { person: nameOf(outcome.value) },
          )
        : '',
    );
    if (!('value' in outcome)) return;
    setName({});
    setBirthDate('');
    onChanged();
  }

  if (choices === null) return null;
  const languageName = new Intl.DisplayNames([i18n.currentLocale], { type: 'language' });
  // By their places in the request, as the server names them.
  const labels: Record<string, string> = {
    '/birthDate': translate({ id: 'world.personBirthDate', message: 'Birth date' }),
    '/gender': translate({ id: 'world.personGender', message: 'Gender' }),
    '/place': translate({ id: 'world.personPlace', message: 'District' }),
    ...Object.fromEntries(
      choices.languages.map((language) => [
        `/name/${language}`,
        translate(
          { id: 'world.personName', message: 'Name ({language})' },
          { language: languageName.of(language) ?? language },
        ),
      ]),
    ),
  };
  const isWrong = (place: string) => problem?.errors.some(({ path }) => path === place) ?? false;
  const count = number(choices.limit);
  return (
    <form className={styles.new} onSubmit={submit}>
      <p>
        {translate(
          {
            id: 'world.personText',
            message:
              'Add a synthetic person whom all services know at once, with an NID, a phone and accounts, or a birth registration number only if the person is a child. {count} at most. Never use the data of a real person.',
          },
          { count },
        )}
      </p>
      <div role="alert">{problem && <PersonProblem problem={problem} labels={labels} />}</div>
      <p role="status">{said}</p>
      <div className={styles.fields}>
        {choices.languages.map((language) => (
          <label key={language}>
            {labels[`/name/${language}`]}
            <input
              type="text"
              name={`name-${language}`}
              lang={language}
              required
              minLength={2}
              maxLength={80}
              autoComplete="off"
              aria-invalid={isWrong(`/name/${language}`)}
              className={styles.input}
              value={name[language] ?? ''}
              onChange={({ currentTarget: { value } }) => setName((before) => ({ ...before, [language]: value }))}
            />
          </label>
        ))}
        <label>
          {labels['/birthDate']}
          <input
            type="date"
            name="birthDate"
            required
            aria-invalid={isWrong('/birthDate')}
            className={styles.input}
            value={birthDate}
            onChange={({ currentTarget }) => setBirthDate(currentTarget.value)}
          />
        </label>
        <Choice label={labels['/gender']} choices={choices.genders} value={gender} onValue={setGender} />
        <Choice label={labels['/place']} choices={choices.places} value={place} onValue={setPlace} />
      </div>
      <button type="submit" className={page.primary}>
        {translate({ id: 'world.addPerson', message: 'Add the person' })}
      </button>
    </form>
  );
}

function Choice({
  label,
  choices,
  value,
  onValue,
}: {
  label: ReactNode;
  choices: PersonChoice[];
  value: string;
  onValue(value: string): void;
}): ReactNode {
  const nameOf = useNameOf();
  return (
    <label>
      {label}
      <select className={styles.input} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

function PersonProblem({
  problem: { detail, errors },
  labels,
}: {
  problem: Problem;
  labels: Record<string, string>;
}): ReactNode {
  if (errors.length > 0) {
    return (
      <ul className={page.failure}>
        {errors.map(({ path, message }) => (
          <li key={path}>
            {labels[path] ?? path}: {message}
          </li>
        ))}
      </ul>
    );
  }
  const text =
    detail ||
    translate({
      id: 'team.fault.unreachable',
      message: 'The sandbox could not be reached. Check your connection and try again',
    });
  return <p className={page.failure}>{text}</p>;
}
