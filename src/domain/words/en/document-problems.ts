/** What Business Central did with a document of ours, or may have done. */
export const documentProblems = {
  'draft-unreachable': 'Business Central could not be reached:',
  'tried-again-at': 'Tried again at {at|time}.',
  'draft-outcome-unknown': 'It is not known whether Business Central made the draft or not:',
  'looked-for-at': 'It is looked for at {at|time}; nothing is sent twice.',
  'draft-refused': 'Business Central refused the draft:',
  'correct-and-retry': 'Correct it there or here, then retry.',
  'several-documents':
    '{count|number} documents in Business Central carry our key {key} ({numbers}). Nothing more is sent. Delete or change all but one, then retry.',
  'erp-ahead':
    'Business Central has documents with keys of ours that this database does not know: {numbers} ({count|number} in all). It may have been restored from a backup, and rows may be billed already. Nothing is drafted in this company until an administrator has run "bookledger reconcile".',
  'draft-deleted': 'Draft {number} was deleted in Business Central. Its rows are back on the list.',
  'total-differs': 'Draft {number} differs from our total by {variance|number} {currency}. Compare its lines before posting it.',
  'prices-include-tax-here':
    'Prices of {business} include tax, but draft {number} takes them as before tax. Change "Prices Including VAT" on the customer card in Business Central, withdraw the draft and create it again.',
  'prices-before-tax-here':
    'Prices of {business} are before tax, but draft {number} takes them as including tax. Change "Prices Including VAT" on the customer card in Business Central, withdraw the draft and create it again.',
  'maybe-our-draft': 'It may be the draft for these rows, so nothing is sent.',
  'looked-again-at': 'It is looked at again at {at|time}.',
  'invoice-not-followed': 'What is shown of this invoice is what was read last; it is followed again once it can be understood.',
  'lines-not-compared': 'The lines of draft {number} could not be compared with ours.',
  'over-credit-limit':
    'Customer {number} {name} owes {balance|number} {currency}. With {amount|number} on these drafts it is {total|number}, over the credit limit of {limit|number}. Agree on it before posting.',
  'credit-balance-unknown':
    'Customer {number} {name} has a credit limit of {limit|number} {currency}, and these drafts come to {amount|number}. What the customer owes could not be read: look at the card in Business Central before posting.',
  'credit-not-read':
    'Credit limits could not be read from Business Central, so it is not known whether these drafts go over one. Open the preview again later, or look at the customer card.',
  'look-before-posting': 'Look at them before posting it.',
} as const;
