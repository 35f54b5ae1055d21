import { useFormats } from './useFormats.ts';

/** Writes a day such as `2027-06-30` as people of the page's language do. */
export function useDay(): (day: string) => string {
  const format = new Intl.DateTimeFormat(useFormats(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
