/** The page: header, stage, inspector, filmstrip; what drops on it and what is pasted into it. */
import '@fontsource-variable/inter/wght.css';
import './tokens.css';
import './base.css';
import './controls/controls.css';
import './app.css';
import './forcedColours.css';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from './words';
import { useStore } from '../store/store';
import { toggleOverview } from '../store/view';
import { Filmstrip } from './filmstrip/Filmstrip';
import { usePlayback } from './filmstrip/usePlayback';
import { usePlayheadKeys } from './filmstrip/usePlayheadKeys';
import { Header } from './header/Header';
import { speak } from './i18n';
import { Notices } from './notices/Notices';
import { Stage } from './stage/Stage';
import { useDrawnTheme } from './theme';
import { useHistoryKeys } from './useHistoryKeys';
import { useIncomingPhotos } from './useIncomingPhotos';
import { useWeightsKey } from './useWeightsKey';
import { later } from './trouble/later';
import { Region } from './trouble/Region';

// The page is painted before the controls of its first layer are there; they are on their way.
const Inspector = later(() => import('./inspector/Inspector'), { hasPlace: true });
Inspector.fetch();
const Overview = later(() => import('./overview/Overview'), {
  hasPlace: true,
  onLeave: toggleOverview,
});

export function App() {
  const { t } = useTranslation();
  const [sheetOpen, setSheetOpen] = useState(false);
  const theme = useDrawnTheme();
  const language = useStore((state) => state.settings.language);
  const overview = useStore((state) => state.view.overview);
  const dropping = useIncomingPhotos();
  const closeSheet = () => {
    setSheetOpen(false);
    // What had the focus is hidden from now on.
    document.querySelector<HTMLElement>('[aria-controls="inspector"]')?.focus();
  };
  usePlayback();
  usePlayheadKeys();
  useWeightsKey();
  useHistoryKeys();
  // Before any canvas is painted in the theme's colours.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    void speak(language);
  }, [language]);

  return (
    <div className="app">
      <Region>
        <Header sheetOpen={sheetOpen} onToggleSheet={() => setSheetOpen(!sheetOpen)} />
      </Region>
      <Region>{overview ? <Overview /> : <Stage />}</Region>
      <aside
        id="inspector"
        className="app__inspector"
        data-open={sheetOpen}
        aria-label={t('inspector.region')}
      >
        <Inspector onClose={closeSheet} />
      </aside>
      <Region isFloating>
        <Notices />
      </Region>
      <footer className="app__filmstrip" aria-label={t('filmstrip.region')}>
        <Region>
          <Filmstrip />
        </Region>
      </footer>
      {dropping && <div className="app__drop">{t('app.dropHere')}</div>}
    </div>
  );
}
