/** A part of the page whose failure leaves the rest: it says that it stopped, and can begin anew. */
import { useEffect, type ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { selectStageNode } from '../../store/derived';
import type { State } from '../../store/state';
import { store } from '../../store/store';
import { TroubleBox } from './TroubleBox';

interface RegionProps {
  /** Whether it has no place of its own on the page: what is to be said is said at the page's foot. */
  isFloating?: boolean;
  /** Goes on without it; absent where there is nothing to go on to. */
  onLeave?: (() => void) | undefined;
  children: ReactNode;
}

export function Region({ isFloating = false, onLeave, children }: RegionProps) {
  return (
    <ErrorBoundary fallbackRender={(stopped) => renderStopped({ isFloating, onLeave, ...stopped })}>
      {children}
    </ErrorBoundary>
  );
}

type StoppedProps = FallbackProps & Pick<RegionProps, 'isFloating' | 'onLeave'>;

function renderStopped(props: StoppedProps): ReactNode {
  return <Stopped {...props} />;
}

function Stopped({ isFloating = false, onLeave, error, resetErrorBoundary }: StoppedProps) {
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (isOtherToShow(state, before)) resetErrorBoundary();
      }),
    [resetErrorBoundary],
  );
  const reason = error instanceof Error ? error.message : String(error);
  return (
    <TroubleBox what="stopped" {...{ isFloating, reason, onLeave }} onRetry={resetErrorBoundary} />
  );
}

/** Whether something else is to be shown, which may do where the last did not. */
function isOtherToShow(state: State, before: State): boolean {
  return (
    state.network !== before.network ||
    state.photoRef !== before.photoRef ||
    state.view.overview !== before.view.overview ||
    state.view.enlarged !== before.view.enlarged ||
    selectStageNode(state).id !== selectStageNode(before).id
  );
}
