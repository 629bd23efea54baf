/** Among the notices: that a part is missing which has no place of its own to say so. */
import { useState, useSyncExternalStore } from 'react';
import { followMissing, missing, retryParts } from '../../parts/part';
import { TroubleBox } from './TroubleBox';

export function MissingParts() {
  const failure = useSyncExternalStore(followMissing, missing);
  const [dismissed, setDismissed] = useState(0);
  if (failure <= dismissed) return null;
  return <TroubleBox what="notLoaded" onRetry={retryParts} onLeave={() => setDismissed(failure)} />;
}
