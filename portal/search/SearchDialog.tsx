import { useHistory } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { FoundEntries, SearchEntry } from '@dpi/specs/search';
import {
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useNumber } from '../shell/useNumber.ts';
import { type LoadedSearch, loadSearch } from './loadSearch.ts';
import styles from './SearchDialog.module.css';

/** The rest is on the page of the search. */
const SHOWN = 12;
/** Milliseconds without a letter after which results are looked for: each search keeps a phone busy. */
const PAUSE = 60;

interface SearchDialogProps {
  /** What stands in the field at first. */
  typed: string;
  onClose(): void;
}

/**
 * The search: an editable combobox with a list (ARIA Authoring Practices). Arrow keys choose, Enter opens what is chosen, or
 * the page with all results; Escape closes it.
 */
export default function SearchDialog({ typed, onClose }: SearchDialogProps): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const history = useHistory();
  const number = useNumber();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(typed);
  const [loaded, failed] = useLoadedSearch(baseUrl);
  const found = useFound(loaded, text);
  const [chosen, setChosen] = useState(-1);
  useModal(dialog);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results, other choice
  useEffect(() => setChosen(-1), [found]);

  const entries = found?.entries.slice(0, SHOWN) ?? [];
  const optionId = (index: number) => `${id}-${index}`;
  const addressOf = (entry: SearchEntry) => baseUrl + entry.url.slice(1);

  const choose = (index: number) => {
    setChosen(index);
    if (index >= 0) document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || entries.length === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    // From the last the way leads back to what was typed, and from there to the first.
    choose(((chosen + 1 + step + entries.length + 1) % (entries.length + 1)) - 1);
  };
  const onSubmit = (event: FormEvent) => {
    const entry = entries[chosen];
    if (text.trim() === '' || entry !== undefined) event.preventDefault();
    if (entry !== undefined) go(entry);
  };
  const go = (entry: SearchEntry) => {
    onClose();
    history.push(addressOf(entry));
  };
  const onClick = (event: MouseEvent, entry: SearchEntry) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(addressOf(entry), '_blank', 'noopener');
    else go(entry);
  };

  const label = translate({ id: 'search.search', message: 'Search' });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it for the keyboard
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <form ref={form} className={styles.form} action={`${baseUrl}search/`} onSubmit={onSubmit}>
        <input
          className={styles.text}
          name="q"
          type="search"
          role="combobox"
          aria-label={translate({ id: 'search.what', message: 'A name, field, path, error or number' })}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen < 0 ? undefined : optionId(chosen)}
          placeholder={translate({ id: 'search.what', message: 'A name, field, path, error or number' })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          enterKeyHint="search"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={styles.close} onClick={onClose}>
          {translate({ id: 'search.close', message: 'Close' })}
        </button>
      </form>
      <div
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={translate({ id: 'search.results', message: 'Results' })}
      >
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text, to which the chosen option is named
          <div
            key={entry.url + entry.title}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            className={styles.option}
            onClick={(event) => onClick(event, entry)}
          >
            <Result entry={entry} found={found} loaded={loaded} />
          </div>
        ))}
      </div>
      <div className={styles.state}>
        <p role="status">{stateText({ text, failed, found, count: number(found?.entries.length ?? 0) })}</p>
        {found !== null && found.entries.length > SHOWN && (
          <button type="button" className={styles.all} onClick={() => form.current?.submit()}>
            {translate({ id: 'search.all', message: 'Show all results' })}
          </button>
        )}
      </div>
    </dialog>
  );
}

interface ResultProps {
  entry: SearchEntry;
  found: FoundEntries | null;
  loaded: LoadedSearch | null;
}

function Result({ entry: { type, title, call, context }, found, loaded }: ResultProps): ReactNode {
  if (found === null || loaded === null) return null;
  const marked = (text: string) =>
    loaded.search
      .marked(text, found)
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      .map(({ text: part, isMatch }, index) => (isMatch ? <mark key={index}>{part}</mark> : part));
  return (
    <>
      <span className={styles.type}>{loaded.types[type]}</span>
      <span className={styles.title}>{marked(title)}</span>
      {call !== undefined && <code className={styles.call}>{marked(call)}</code>}
      <span className={styles.context}>{marked(context)}</span>
    </>
  );
}

interface StateProps {
  text: string;
  failed: boolean;
  found: FoundEntries | null;
  count: string;
}

function stateText({ text, failed, found, count }: StateProps): string {
  if (failed) {
    return translate({ id: 'search.failed', message: 'The search could not be loaded. Enter opens its page.' });
  }
  if (text.trim() === '')
    return translate({ id: 'search.start', message: 'Type a word, or paste a path or an error.' });
  if (found === null) return translate({ id: 'search.loading', message: 'Searching…' });
  if (found.entries.length === 0) {
    return translate({ id: 'search.none', message: 'No results. Use fewer or other words.' });
  }
  return translate({ id: 'search.count', message: 'Results: {count}' }, { count });
}

/** @returns what is loaded, `null` until it is; and whether that failed */
function useLoadedSearch(baseUrl: string): [LoadedSearch | null, boolean] {
  const [loaded, setLoaded] = useState<LoadedSearch | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isOpen = true;
    loadSearch(baseUrl).then(
      async (search) => {
        if (isOpen) setLoaded(search);
        await search.complete;
        // What is found can be more now.
        if (isOpen) setLoaded({ ...search });
      },
      () => isOpen && setFailed(true),
    );
    return () => {
      isOpen = false;
    };
  }, [baseUrl]);
  return [loaded, failed];
}

/** What fits the text; `null` while that is not known. */
function useFound(loaded: LoadedSearch | null, text: string): FoundEntries | null {
  const [found, setFound] = useState<FoundEntries | null>(null);
  useEffect(() => {
    if (loaded === null || text.trim() === '') return setFound(null);
    const timer = setTimeout(() => setFound(loaded.search.find(text)), PAUSE);
    return () => clearTimeout(timer);
  }, [loaded, text]);
  return found;
}

/** Opens before the next key is pressed, and gives the focus back when it closes. */
function useModal(dialog: { current: HTMLDialogElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog]);
}
