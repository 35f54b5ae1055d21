/** Opens whatever an element is folded in, and itself, so that it can be seen. */
export function unfoldAround(element: Element): void {
  let fold = element.closest<HTMLDetailsElement>('details:not([open])');
  while (fold !== null) {
    fold.open = true;
    fold = fold.closest<HTMLDetailsElement>('details:not([open])');
  }
}
