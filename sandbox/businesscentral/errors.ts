import { randomUUID } from 'node:crypto';
import type { SandboxResponse } from '../contract.js';

/** A refusal by the service: HTTP status, BC error code and message (specs error-codes). Thrown; becomes the answer at the edge. */
export class BusinessCentralError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Error raised by application code with a text for the user. */
export function dialogError(message: string): BusinessCentralError {
  return new BusinessCentralError(400, 'Application_DialogException', message);
}

/** A field that must hold something (or something else) before the operation may go on. */
export function fieldError(message: string): BusinessCentralError {
  return new BusinessCentralError(400, 'Application_FieldValidationException', message);
}

/** `{field} must have a value in {table}: {key}={value}. It cannot be zero or empty.` */
export function missingValue(field: string, table: string, key: string): BusinessCentralError {
  return fieldError(`${field} must have a value in ${table}: ${key}. It cannot be zero or empty.`);
}

export function badRequest(message: string): BusinessCentralError {
  return new BusinessCentralError(400, 'BadRequest', message);
}

export function unknownSegment(segment: string): BusinessCentralError {
  return new BusinessCentralError(404, 'BadRequest_ResourceNotFound', `Resource not found for the segment '${segment}'.`);
}

export function methodNotAllowed(method: string, entitySet: string): BusinessCentralError {
  const message = `'${method}' requests for '${entitySet}' of EdmType 'Entity' are not allowed within Microsoft Dynamics NAV OData web services.`;
  return new BusinessCentralError(405, 'BadRequest_MethodNotAllowed', message);
}

export function recordNotFound(caption: string, id: string): BusinessCentralError {
  return new BusinessCentralError(
    404,
    'Internal_RecordNotFound',
    `The ${caption} does not exist. Identification fields and values: SystemId='${id}'`,
  );
}

export function duplicateKey(caption: string, field: string, value: string): BusinessCentralError {
  const message = `The ${caption} already exists. Identification fields and values: ${field}='${value}'`;
  return new BusinessCentralError(400, 'Internal_EntityWithSameKeyExists', message);
}

/** A code that the related table does not hold. */
export function invalidRelation(field: string, table: string, value: string, related: string): BusinessCentralError {
  const message = `The field ${field} of table ${table} contains a value (${value}) that cannot be found in the related table (${related}).`;
  return new BusinessCentralError(400, 'Internal_InvalidTableRelation', message);
}

/** The answer for an error: `{error:{code,message}}` with the correlation id at the end of the message. */
export function errorResponse(error: BusinessCentralError): SandboxResponse {
  return {
    status: error.status,
    body: { error: { code: error.code, message: `${error.message}  CorrelationId:  ${randomUUID()}.` } },
  };
}
