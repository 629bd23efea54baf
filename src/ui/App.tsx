/** The page: header, stage, inspector, filmstrip; what drops on it and what is pasted into it. */
import '@fontsource-variable/inter/wght.css';
import './tokens.css';
import './base.css';
import './controls/controls.css';
import './app.css';
import './forcedColours.css';
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from './words';
import { useStore } from '../store/store';
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

// The page is painted before the controls of its first layer are there; they are on their way.
const inspector = import('./inspector/Inspector');
const Inspector = lazy(() => inspector);
const Overview = lazy(() => import('./overview/Overview'));

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
      <Header sheetOpen={sheetOpen} onToggleSheet={() => setSheetOpen(!sheetOpen)} />
      {overview ? (
        <Suspense>
          <Overview />
        </Suspense>
      ) : (
        <Stage />
      )}
      <aside
        id="inspector"
        className="app__inspector"
        data-open={sheetOpen}
        aria-label={t('inspector.region')}
      >
        <Suspense>
          <Inspector onClose={closeSheet} />
        </Suspense>
      </aside>
      <Notices />
      <footer className="app__filmstrip" aria-label={t('filmstrip.region')}>
        <Filmstrip />
      </footer>
      {dropping && <div className="app__drop">{t('app.dropHere')}</div>}
    </div>
  );
}
