import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './App.js';
import { isText, readRemembered } from './components/useRemembered.js';
import { firstLanguage, startTranslation } from './i18n/setup.js';
import './page.css';

const translation = await startTranslation(firstLanguage(readRemembered('language', '', isText)));
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nextProvider i18n={translation}>
      <App />
    </I18nextProvider>
  </StrictMode>,
);
