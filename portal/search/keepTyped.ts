/**
 * Keeps the letters that are typed before the field they are meant for is there; Enter sends them.
 *
 * @param send gets what was typed until Enter
 * @returns stops that, and gives what was typed
 */
export function keepTyped(send: (text: string) => void): () => string {
  let text = '';
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Enter') send(text);
    else if (key === 'Backspace') text = text.slice(0, -1);
    else if ([...key].length === 1) text += key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    document.removeEventListener('keydown', onKeyDown, { capture: true });
    return text;
  };
}
