import { RemoteError } from '../../domain/errors.js';

const absentCodes = ['Internal_RecordNotFound', 'Internal_DataNotFoundFilter'];

/** 404s about the address: a wrong environment, company or version. Read as "the draft is gone", they would bill everything twice. */
const wrongAddressCodes = ['NoEnvironment', 'Internal_CompanyNotFound', 'BadRequest_ResourceNotFound', 'BadRequest_NotFound'];

/**
 * True when an error says that a record is not there: one of two codes, or any 404 of Business Central's own that is not about the
 * address (BC reference 9). A 404 without a code comes from something in between and says nothing about the record.
 */
export function isAbsent(error: unknown): boolean {
  if (!(error instanceof RemoteError) || error.outcome !== 'refused') return false;
  if (absentCodes.includes(error.code)) return true;
  return error.status === 404 && error.code !== '' && !wrongAddressCodes.includes(error.code);
}

/** True when an error says that the environment, company or version in the address is wrong. */
export function isWrongAddress(error: unknown): boolean {
  return error instanceof RemoteError && error.status === 404 && !isAbsent(error);
}
