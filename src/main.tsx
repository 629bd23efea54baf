/** Starts the engine, then mounts the app: the two load side by side. */
import { createRoot } from 'react-dom/client';
import { followAddress } from './store/address';
import { startEngine } from './store/conductor';
import { store } from './store/store';
import { App } from './ui/App';
import { speak } from './ui/i18n';

followAddress();
startEngine();

const root = document.getElementById('root');
if (root) {
  void speak(store.getState().settings.language).then(() => createRoot(root).render(<App />));
}
