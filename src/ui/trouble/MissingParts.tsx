/** At the page's foot: that a part is missing which has no place of its own to say so. */
import { useSyncExternalStore } from 'react';
import { followMissing, isMissing, retryParts } from '../../parts/part';
import { TroubleBox } from './TroubleBox';

export function MissingParts() {
  const isAny = useSyncExternalStore(followMissing, isMissing);
  return isAny ? <TroubleBox what="notLoaded" isFloating onRetry={retryParts} /> : null;
}
