/** A message as a sentence, so that another can follow it on the line. */
export function sentence(text: string): string {
  return /[.!?।:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
