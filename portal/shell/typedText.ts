/**
 * What stands in a control of the page as the build wrote it: typed, chosen or restored by the browser before the page's
 * script came. Empty once the script runs, and where there is no such control. For the first state of the control, so that
 * the script takes the text over.
 */
export function typedText(name: string): string {
  if (typeof document === 'undefined' || document.documentElement.dataset.hasHydrated !== 'false') return '';
  const control = document.querySelector(`#content [name="${CSS.escape(name)}"]`);
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.value : '';
}
