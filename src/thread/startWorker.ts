/**
 * Starts a Worker under the page's own Content-Security-Policy. One made from a file has the policy
 * that the file is served with, and a static host serves none; one made from a blob inherits the
 * page's, and imports the file from there.
 */
export function startWorker(url: string, name: string): Worker {
  const script = `import ${JSON.stringify(new URL(url, import.meta.url).href)};`;
  const blob = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name });
  // Kept until the Worker speaks: its script is fetched after this returns.
  worker.addEventListener('message', () => URL.revokeObjectURL(blob), { once: true });
  return worker;
}
