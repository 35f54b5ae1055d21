/**
 * Asks for the page again while it is seen, and replaces what has changed. It asks less often while nothing changes, and hardly
 * where the line is poor: most answers are "not modified". It also puts the code of a link, which stands behind `#`, into its field.
 */
export const SCRIPT = `(() => {
'use strict';
const code = document.querySelector('input[data-code]');
if (code !== null) {
  code.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return;
}
const least = navigator.connection && navigator.connection.saveData ? 15000 : 3000;
let wait = least, tag = '', timer = 0, asking = false;
function again() { clearTimeout(timer); timer = setTimeout(look, wait); }
async function look() {
  if (document.hidden || asking) return again();
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: tag === '' ? {} : { 'If-None-Match': tag } });
    if (answer.status === 304) wait = Math.min(wait * 1.2, 15000);
    else if (answer.ok) {
      tag = answer.headers.get('etag') || '';
      if (show(new DOMParser().parseFromString(await answer.text(), 'text/html'))) wait = least;
    } else if (answer.status < 500) return location.reload();
  } catch { wait = Math.min(wait * 2, 60000); } finally { asking = false; }
  again();
}
function show(page) {
  let changed = false;
  for (const part of page.querySelectorAll('[data-version]')) {
    const old = document.getElementById(part.id);
    if (old === null || old.dataset.version === part.dataset.version) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
    old.replaceWith(document.adoptNode(part));
    changed = true;
    if (focused === null) continue;
    const next = document.getElementById(focused) || part.querySelector('a, button, input');
    if (next !== null) next.focus();
  }
  const news = page.getElementById('news'), before = document.getElementById('news');
  if (news !== null && before !== null && news.dataset.newest !== before.dataset.newest) {
    before.dataset.newest = news.dataset.newest;
    document.getElementById('said').textContent = news.textContent;
  }
  return changed;
}
document.addEventListener('visibilitychange', () => { if (!document.hidden) { wait = least; look(); } });
again();
})();`;
