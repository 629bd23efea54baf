/** What can be done about what a sentence tells. */
import { openDamaged } from './address';
import type { NoticeAction } from './state';

export function carryOut(action: NoticeAction): void {
  switch (action.code) {
    case 'openDamaged':
      openDamaged(action.fragment);
  }
}
