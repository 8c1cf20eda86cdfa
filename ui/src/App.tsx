import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { createApi } from './api/client.js';
import { ApiContext } from './api/context.js';
import { keys } from './api/keys.js';
import { isPassing } from './api/problem.js';
import { meQuery } from './api/queries.js';
import type { Me } from './api/types-desk.js';
import { Appearance } from './components/shell/Appearance.js';
import { Shell } from './components/shell/Shell.js';
import { pickFormatLocale } from './format/locale.js';
import { NotFound } from './components/NotFound.js';
import { NotInvoicedPage } from './pages/not-invoiced/NotInvoicedPage.js';

const CalendarPage = lazy(async () => ({ default: (await import('./pages/calendar/CalendarPage.js')).CalendarPage }));
const CustomerPage = lazy(async () => ({ default: (await import('./pages/customer/CustomerPage.js')).CustomerPage }));
const InvoicesPage = lazy(async () => ({ default: (await import('./pages/invoices/InvoicesPage.js')).InvoicesPage }));
const InvoicePage = lazy(async () => ({ default: (await import('./pages/invoices/InvoicePage.js')).InvoicePage }));
const OverviewPage = lazy(async () => ({ default: (await import('./pages/overview/OverviewPage.js')).OverviewPage }));
const RunsPage = lazy(async () => ({ default: (await import('./pages/runs/RunsPage.js')).RunsPage }));
const RunPage = lazy(async () => ({ default: (await import('./pages/runs/RunPage.js')).RunPage }));

/** The pages, with one cache and one HTTP client. */
export function App() {
  const [{ queryClient, api }] = useState(createServices);
  return (
    <QueryClientProvider client={queryClient}>
      <ApiContext value={api}>
        <Appearance>
          <BrowserRouter>
            <Routes>
              <Route element={<Shell />}>
                <Route index element={<Home />} />
                <Route path="not-invoiced" element={<NotInvoicedPage />} />
                <Route path="calendar" element={<CalendarPage />} />
                <Route path="customers/:companyId/:number" element={<CustomerPage />} />
                <Route path="invoices" element={<InvoicesPage />} />
                <Route path="invoices/:id" element={<InvoicePage />} />
                <Route path="overview" element={<OverviewPage />} />
                <Route path="runs" element={<RunsPage />} />
                <Route path="runs/:id" element={<RunPage />} />
                <Route path="*" element={<NotFound />} />
              </Route>
            </Routes>
          </BrowserRouter>
        </Appearance>
      </ApiContext>
    </QueryClientProvider>
  );
}

function createServices() {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: (count, error) => isPassing(error) && count < 2 } },
  });
  const api = createApi(
    () => queryClient.getQueryData<Me>(keys.me)?.csrfToken ?? '',
    () => pickFormatLocale(document.documentElement.lang, navigator.languages),
  );
  void queryClient.prefetchQuery(meQuery(api));
  return { queryClient, api };
}

/** The list, with the filters of the address. */
function Home() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: '/not-invoiced', search }} replace />;
}
