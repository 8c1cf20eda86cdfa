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
  'look-before-posting': 'Look at them before posting it.',
} as const;
