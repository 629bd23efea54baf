/** Components whose code comes when they are shown: nothing until it is there, a way on where it fails. */
import { startTransition, useLayoutEffect, useState, type ComponentType } from 'react';
import { part } from '../../parts/part';
import { Region } from './Region';
import { TroubleBox } from './TroubleBox';

interface LaterOptions {
  /**
   * Whether it fills a place of the page by itself, where it can be said that it is missing. Of small
   * ones, menus and dialogs that is said at the page's foot.
   */
  hasPlace?: boolean;
  /** Goes back to what was in its place before; absent where there is nothing to go back to. */
  onLeave?: () => void;
}

export type LaterComponent<Props> = ComponentType<Props> & {
  /** Has the code come before it is shown, or once more where it did not. */
  readonly fetch: () => void;
};

/** `load` is the `import()` of a file whose default export is the component. */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  { hasPlace = false, onLeave }: LaterOptions = {},
): LaterComponent<Props> {
  const code = part(load, { tellsItself: hasPlace });
  const fetch = () => {
    // Who shows the component hears of a failure.
    code.load().catch(() => {});
  };

  function Later(props: Props) {
    const [hasFailed, setHasFailed] = useState(false);
    const [, setLoaded] = useState(code.loaded);
    useLayoutEffect(() => {
      if (code.loaded) return undefined;
      const unfollow = code.follow(() => {
        // What comes in between is painted first.
        startTransition(() => {
          setHasFailed(code.hasFailed);
          setLoaded(code.loaded);
        });
      });
      fetch();
      return unfollow;
    }, []);
    if (code.loaded) {
      const { default: Component } = code.loaded;
      return (
        <Region isFloating={!hasPlace} onLeave={onLeave}>
          <Component {...props} />
        </Region>
      );
    }
    if (!hasFailed || !hasPlace) return null;
    return <TroubleBox what="notLoaded" onRetry={code.load} onLeave={onLeave} />;
  }

  return Object.assign(Later, { fetch });
}
