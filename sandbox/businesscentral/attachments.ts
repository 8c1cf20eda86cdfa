import { emptyRecord, readBody } from './body.js';
import type { SetBehaviour } from './behaviour.js';
import type { Books } from './books.js';
import { attachments, documentAttachments } from './data/company.js';
import type { EntityDefinition } from './data/notation.js';
import { dialogError } from './errors.js';
import { newId } from './ids.js';
import { linesOf } from './relations.js';
import type { Row } from './table.js';
import { captionOf } from './wire.js';

/** Parents that the older attachments page takes; others belong to documentAttachments (reference 3.10). */
const parentsOfAttachments = ['Journal', 'Sales Order', 'Sales Quote', 'Sales Credit Memo', 'Sales Invoice', 'Purchase Invoice'];

function attachmentPages(entity: EntityDefinition, caption: string): SetBehaviour {
  const { entitySet } = entity;
  return {
    caption,
    create(books, body, parent) {
      const record: Record<string, unknown> = emptyRecord(entity);
      for (const { name, value } of readBody(entity, body, 'create')) record[name] = value;
      if (parent) Object.assign(record, { parentId: parent.id, parentType: 'Sales_x0020_Invoice' });
      const parentCaption = captionOf('attachmentParent', record['parentType'] as string);
      if (entitySet === 'attachments' && !parentsOfAttachments.includes(parentCaption)) {
        throw dialogError(`Parent type ${parentCaption} is not supported. Use documentAttachments API instead.`);
      }
      if (record['fileName'] === '') throw dialogError('A "fileName" must be provided.');
      return books.table(entitySet).insert({ ...record, id: newId(), content: Buffer.alloc(0) });
    },
    update(books, row, body) {
      const changes: Record<string, unknown> = {};
      for (const { name, value } of readBody(entity, body, 'update')) {
        if (name === 'parentId' || name === 'parentType')
          throw dialogError(`You cannot change the value of the key field ${name}.`);
        changes[name] = value;
      }
      return books.table(entitySet).update(row.id, changes);
    },
    remove: (books, row) => books.table(entitySet).remove(row.id),
  };
}

export const attachmentBehaviour = attachmentPages(attachments, 'Incoming Document Attachment');
export const documentAttachmentBehaviour = attachmentPages(documentAttachments, 'Document Attachment');

/** A one-page PDF of a sales document with its lines as plain text: enough to open and read. */
export function pdfOf(books: Books, document: Row): Buffer {
  const lines = linesOf(books, 'salesInvoiceLines', document.id).map(
    (line) =>
      `${String(line['description'])}  ${String(line['quantity'])} x ${String(line['unitPrice'])}  ${String(line['netAmount'])}`,
  );
  const texts = [
    `Invoice ${String(document['number'])}`,
    String(document['customerName']),
    ...lines,
    `Total ${String(document['totalAmountIncludingTax'])}`,
  ];
  const shown = texts.map((text) => `(${text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  return assemblePdf(`BT /F1 11 Tf 14 TL 50 780 Td\n${shown}\nET`);
}

function assemblePdf(content: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = pdf.length;
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}
