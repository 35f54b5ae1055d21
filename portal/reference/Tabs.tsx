import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './Tabs.module.css';

export interface Tab {
  id: string;
  label: string;
  panel: ReactNode;
}

interface TabsProps {
  /** What there is to choose. */
  label: string;
  tabs: Tab[];
  selected: string;
  onSelect(id: string): void;
}

const showAll = '<style>[role=tablist]{display:none}[role=tabpanel]{display:block!important}</style>';

/** Tabs by the ARIA pattern, with automatic activation; without scripts all panels are shown one below the other. */
export default function Tabs({ label, tabs, selected, onSelect }: TabsProps): ReactNode {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const index = tabs.findIndex(({ id }) => id === selected);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length];
    if (tab === undefined) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  }

  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${prefix}-tab-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === selected}
            aria-controls={`${prefix}-panel-${tab.id}`}
            tabIndex={tab.id === selected ? 0 : -1}
            className={styles.tab}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${prefix}-panel-${tab.id}`}
          aria-labelledby={`${prefix}-tab-${tab.id}`}
          hidden={tab.id !== selected}
          className={styles.panel}
        >
          <noscript>{tab.label}</noscript>
          {tab.panel}
        </div>
      ))}
      <noscript
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a style element as a child would apply with scripts, too
        dangerouslySetInnerHTML={{ __html: showAll }}
      />
    </div>
  );
}
