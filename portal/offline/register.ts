/** Once all that the page itself needs has come. Where pages are not kept, the platform answers with a worker that ends itself. */
if (typeof navigator !== 'undefined' && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Without it, everything works but what needs no connection.
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
  });
}
