/**
 * What the portal shows while its pages are made. Loads itself again until they are there.
 * @param title name of the platform
 * @param texts that say so, in each language of the country; the first is that of the page
 */
export function buildingPage(title: string, texts: { locale: string; text: string }[], progress: string): string {
  const paragraphs = texts.map(({ locale, text }) => `<p lang="${locale}" dir="auto">${escaped(text)}</p>`);
  return `<!doctype html>
<html lang="${texts[0]?.locale ?? ''}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
  body { max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem; }
  h1 { font-size: 1.5rem; margin: 0 0 1.5rem; }
  [role='status'] { border-inline-start: 3px solid; padding-inline-start: 1rem; opacity: 0.75; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${paragraphs.join('\n')}
<p role="status">${escaped(progress)}</p>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
