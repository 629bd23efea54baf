/** Starts the engine, then mounts the app: the two load side by side. */
import { createRoot } from 'react-dom/client';
import { followAddress } from './store/address';
import { startEngine } from './store/conductor';
import { takeAside } from './store/reload';
import { store } from './store/store';
import { App } from './ui/App';
import { fetchPartsAhead } from './ui/fetchAhead';
import { speak } from './ui/i18n';
import { bearMovedNodes } from './ui/movedNodes';
import { Region } from './ui/trouble/Region';

bearMovedNodes();
try {
  followAddress();
  startEngine();
  void takeAside();
  fetchPartsAhead();
} finally {
  // Whatever becomes of these, there is a page.
  void speak(store.getState().settings.language).finally(mount);
}

function mount(): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <Region>
      <App />
    </Region>,
  );
}
