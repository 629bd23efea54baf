/** Plays the window's way over the input, cell by cell, at the speed that the playhead has. */
import { useEffect, useState } from 'react';
import { selectSweep } from '../../store/derived';
import { selectCell, stepCell } from '../../store/explain';
import { store } from '../../store/store';
import { IconButton } from '../controls/IconButton';
import { useTranslation } from '../words';

/** Cells a second at speed 1: slow enough to follow the numbers. */
const cellsPerSecond = 2;

export function PlayCells() {
  const { t } = useTranslation();
  const [plays, setPlays] = useState(false);
  useEffect(() => {
    if (!plays) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const schedule = () => {
      const { speed } = store.getState().view;
      timer = setTimeout(next, 1000 / (cellsPerSecond * speed));
    };
    const next = () => {
      const before = selectSweep(store.getState());
      if (selectCell(store.getState())) stepCell(0, 1);
      // The last cell is where it ends.
      if (selectSweep(store.getState()) === before) setPlays(false);
      else schedule();
    };
    schedule();
    return () => clearTimeout(timer);
  }, [plays]);
  return (
    <IconButton
      label={t(plays ? 'explain.pause' : 'explain.play')}
      icon={plays ? 'pause' : 'play'}
      aria-pressed={plays}
      onClick={() => setPlays(!plays)}
    />
  );
}
