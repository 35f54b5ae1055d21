/** The portal's service worker, which keeps the pages that were read. */
export const WORKER = '/service-worker.js';

/** In its place: makes browsers forget what it kept, and the worker itself. */
export const ENDING_WORKER = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(forget()));
async function forget() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
`;
