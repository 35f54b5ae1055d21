import { type ReactNode, useId } from 'react';
import styles from './Form.module.css';

interface TextFieldProps {
  /** Also the id of the input, so that an error summary can link to it. */
  name: string;
  label: string;
  hint: string;
  /** Empty where nothing is wrong. */
  error: string;
  value: string;
  onValue(value: string): void;
  /** Codes are typed letter by letter: no corrections, a fixed-width font. */
  code?: boolean;
  /** What a phone writes in capitals by itself. */
  capitals?: 'characters' | 'words' | 'none';
}

/** One question: its label, its hint, what is wrong with the answer, the answer. */
export default function TextField({
  name,
  label,
  hint,
  error,
  value,
  onValue,
  code = false,
  capitals = code ? 'characters' : 'words',
}: TextFieldProps): ReactNode {
  const id = useId();
  return (
    <div className={error === '' ? styles.field : `${styles.field} ${styles.wrong}`}>
      <label htmlFor={name}>{label}</label>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      {error !== '' && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="text"
        className={code ? styles.code : undefined}
        value={value}
        autoComplete="off"
        autoCapitalize={capitals}
        spellCheck="false"
        aria-invalid={error !== '' || undefined}
        aria-describedby={error === '' ? `${id}-hint` : `${id}-hint ${id}-error`}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  );
}
