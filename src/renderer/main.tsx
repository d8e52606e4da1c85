import './ui/fonts.css';
import './ui/app.css';
import './ui/dock.css';
import './ui/panels.css';
import './ui/commands.css';
import './ui/engine-panel.css';
import './ui/views.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { store } from './store/store';
import { followAddress } from './store/view';
import { applyTheme, keptTheme, onSystemTheme } from './theme';

const theme = keptTheme();
store.setState({ theme });
applyTheme(theme);
onSystemTheme(() => {
  applyTheme(store.getState().theme);
  store.setState({ theme: store.getState().theme });
});

followAddress();

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
