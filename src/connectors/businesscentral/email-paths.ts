import { spellingsOf } from '../../domain/email.js';
import { matchingPaths, type Api } from './api.js';
import { normalEmail } from './email.js';
import { listPath, textLiteral } from './filters.js';

/**
 * Lists of everything that may hold one of the addresses: records whose field equals one, capitals aside, and every record with several
 * addresses, which equality does not find. `contains` minds capitals and would need a filter for each address; asking for the `;` needs one
 * request and misses nothing (BC reference 3.1). The caller splits and compares.
 */
export function emailPaths(api: Api, companyId: string, entitySet: string, select: string, emails: readonly string[]): string[] {
  const addresses = [...new Set(emails.map(normalEmail))].filter((address) => address !== '').flatMap(spellingsOf);
  if (addresses.length === 0) return [];
  const equal = addresses.map((address) => `tolower(email) eq ${textLiteral(address)}`);
  const several = listPath(companyId, { entitySet, select, filter: `contains(email,${textLiteral(';')})` });
  return [...matchingPaths(api, companyId, { entitySet, select }, equal), several];
}
