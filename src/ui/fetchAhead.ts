/** Once the first maps are there, fetches the rest of the page: it then works without a connection too. */
import { fetchAhead, retryParts } from '../parts/part';
import { store } from '../store/store';

/** Milliseconds to wait for where a browser does not tell when it has nothing to do. */
const pauseMilliseconds = 100;

/** From here on. A person who saves data gets each part when it is needed. */
export function fetchPartsAhead(): void {
  window.addEventListener('online', () => void retryParts());
  if (savesData()) return;
  const unsubscribe = store.subscribe(({ run }) => {
    if (run.memory === null) return;
    unsubscribe();
    void fetchRest();
  });
}

async function fetchRest(): Promise<void> {
  if (await fetchAhead(idle)) return;
  window.addEventListener('online', () => void fetchRest(), { once: true });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve());
    else setTimeout(resolve, pauseMilliseconds);
  });
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
