import { useFormats } from './useFormats.ts';

/** Writes numbers in the digits of the page's language. Not for code, where digits are ASCII. */
export function useNumber(): (value: number) => string {
  const formats = useFormats();
  return (value) => value.toLocaleString(formats);
}
