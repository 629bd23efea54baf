/** Sentences for the user: what went wrong, or what happened by itself. */
import type { Problem } from '../layers/contract';
import type { Notice } from './state';
import { store } from './store';

let lastId = 0;
const shownAtOnce = 3;

/** Shows a sentence; the same sentence again replaces the old one. */
export function notify(tone: Notice['tone'], message: Problem, action?: Notice['action']): void {
  const text = JSON.stringify(message);
  const notice = { id: ++lastId, tone, message, action };
  store.setState(({ notices }) => ({
    notices: [
      ...notices.filter((present) => JSON.stringify(present.message) !== text),
      notice,
    ].slice(-shownAtOnce),
  }));
}

export function dismissNotice(id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
