const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** Three bytes, the mailbox's GUID as text, three bytes, the item's GUID. */
const exchangeLength = 59;

/**
 * One form for a customer's id: the GUID in lower case. A long Exchange id is converted (its last 16 bytes are the GUID, low byte first);
 * one that does not look as expected stays as it is, so that it still tells two customers apart. Blank and all-zero ids are null.
 * Source: Graph reference 5.2, checked on one published pair.
 */
export function customerIdOf(raw: string | null | undefined): string | null {
  const id = raw?.trim();
  if (!id || id === zeroGuid) return null;
  return guidShape.test(id) ? id.toLowerCase() : (guidInExchangeId(id) ?? id);
}

function guidInExchangeId(id: string): string | null {
  // Buffer also reads the URL-safe alphabet, whose use in these ids nobody has verified.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(id)) return null;
  const bytes = Buffer.from(id, 'base64');
  if (bytes.length !== exchangeLength || !guidShape.test(bytes.toString('latin1', bytes.length - 55, bytes.length - 19)))
    return null;
  const guid = bytes.subarray(-16);
  guid.subarray(0, 4).reverse();
  guid.subarray(4, 6).reverse();
  guid.subarray(6, 8).reverse();
  return guid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
