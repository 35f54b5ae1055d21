/** What the portal shows while its pages are made. Loads itself again until they are there. */
export function buildingPage(title: string, progress: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, 'Noto Sans Bengali', sans-serif; }
  body { max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem; }
  h1 { font-size: 1.5rem; margin: 0 0 1.5rem; }
  code { font-size: 0.9em; }
  [role='status'] { border-left: 3px solid; padding-left: 1rem; opacity: 0.75; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>The pages are being built, which takes about a minute after a change. The sandbox and <code>/catalogue.json</code> answer already. This page loads itself again.</p>
<p lang="bn">পাতাগুলো তৈরি হচ্ছে; কোনো পরিবর্তনের পর এতে প্রায় এক মিনিট লাগে। স্যান্ডবক্স এবং <code>/catalogue.json</code> এখনই ব্যবহার করা যায়। এই পাতা নিজে থেকেই আবার লোড হবে।</p>
<p role="status">${escaped(progress)}</p>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
