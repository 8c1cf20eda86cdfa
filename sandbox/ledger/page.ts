import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { BusinessCentralControl } from '../businesscentral/control.js';
import { BusinessCentralError } from '../businesscentral/errors.js';
import type { BusinessCentral } from '../businesscentral/service.js';
import { ledgerPage } from './ledger-page.js';

/** No script runs on this page, and nothing is loaded from elsewhere. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
};

/**
 * Answers the ledger page below `/ledger`; undefined for other paths. `?company=` takes a company id or name, `?all=1` shows
 * more than the newest records, `?invoice=` opens one invoice, and so does the `filter` of a link made for BC's web client. Forms post to `/ledger/actions` and come back to the page.
 */
export function handleLedger(request: SandboxRequest, businessCentral: BusinessCentral): SandboxResponse | undefined {
  if (request.path === '/ledger/actions' && request.method === 'POST') return act(request, businessCentral.control);
  if (request.path !== '/ledger' && request.path !== '/ledger/') return undefined;
  return showLedger(request.query, businessCentral.control);
}

function showLedger(query: URLSearchParams, control: BusinessCentralControl): SandboxResponse {
  const companies = control.state();
  const wanted = query.get('company');
  const asked = query.get('invoice') ?? undefined;
  const holds = (list: { invoiceId: string }[]) => list.some((invoice) => invoice.invoiceId === asked);
  const company =
    companies.find(({ companyId, name }) => companyId === wanted || name === wanted) ??
    companies.find(({ drafts, posted }) => holds(drafts) || holds(posted)) ??
    companies[0];
  if (!company) return { status: 404, headers, body: 'There is no company.' };
  const number = numberIn(query.get('filter') ?? '');
  const invoiceId = asked ?? [...company.drafts, ...company.posted].find((invoice) => invoice.number === number)?.invoiceId;
  return {
    status: 200,
    headers,
    body: ledgerPage({ companies, company, invoiceId, all: query.has('all'), said: query.get('said') ?? undefined }),
  };
}

/** The number in `'Sales Header'.'No.' IS '102006'`. */
function numberIn(filter: string): string | undefined {
  return / IS '((?:[^']|'')*)'$/.exec(filter)?.[1]?.replaceAll("''", "'");
}

type Action = (control: BusinessCentralControl, invoiceId: string, form: URLSearchParams) => void;

const actions: Record<string, Action> = {
  post: (control, invoiceId) => void control.post({ invoiceId }),
  pay: (control, invoiceId, form) => control.pay({ invoiceId, amount: readFigure(form, 'amount') }),
  cancel: (control, invoiceId) => control.cancel({ invoiceId }),
  release: (control, invoiceId) => control.release({ invoiceId }),
  reopen: (control, invoiceId) => control.reopen({ invoiceId }),
  deleteDraft: (control, invoiceId) => control.deleteDraft({ invoiceId }),
  editPrice: (control, invoiceId, form) =>
    control.editLine({
      invoiceId,
      lineId: form.get('lineId') ?? '',
      changes: { unitPrice: Number(readFigure(form, 'unitPrice')) },
    }),
};

function readFigure(form: URLSearchParams, name: string): string {
  const text = (form.get(name) ?? '').trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new BusinessCentralError(400, 'BadRequest', `Write a number such as 85.50 instead of "${text}".`);
  return text;
}

/** Does what the button says, then sends the browser back to the invoice; a refusal is shown on the page. */
function act(request: SandboxRequest, control: BusinessCentralControl): SandboxResponse {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const invoiceId = form.get('invoiceId') ?? '';
  const back = new URLSearchParams({ company: form.get('company') ?? '', invoice: invoiceId });
  const action = actions[form.get('action') ?? ''];
  if (!action) return { status: 400, headers, body: 'There is no such action.' };
  try {
    action(control, invoiceId, form);
  } catch (error) {
    if (!(error instanceof BusinessCentralError)) throw error;
    back.set('said', error.message);
  }
  return { status: 303, headers: { location: `/ledger?${back.toString()}#invoice-${invoiceId}` } };
}
