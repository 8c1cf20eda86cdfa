import { liquidFilters, ownFilters } from './filters.js';
import { customerLimits, headerLimits, itemLimits, type FieldLimits } from './limits.js';
import { templateTags } from './template.js';
import { answerSentence, variables, type Variable } from './variables.js';

/** The reference part of the documentation, in Markdown, from the tables the program itself obeys. */
export function templateReference(): string {
  return [
    '### Variables',
    table(['Variable', 'What it holds', 'Where'], variableRows()),
    '### Filters',
    table(['Filter', 'What it does'], filterRows()),
    `### Tags\n\n${templateTags.map((tag) => `\`${tag}\``).join(', ')}.`,
    '### Fields of a customer',
    fieldTable(customerLimits),
    '### Fields of an item',
    fieldTable(itemLimits),
    '### Fields of the document (`invoice.header`)',
    fieldTable(headerLimits),
  ].join('\n\n');
}

function variableRows(): string[][] {
  const rows = Object.entries<Variable>(variables).map(([name, { sentence, kinds }]) => [
    `\`${name}\``,
    sentence,
    kinds.join(', '),
  ]);
  return [...rows, ['`answers.NAME`', answerSentence, 'customer, line']];
}

function filterRows(): string[][] {
  const own = Object.entries(ownFilters).map(([name, { sentence }]) => [`\`${name}\``, sentence]);
  return [...own, ...Object.entries(liquidFilters).map(([name, sentence]) => [`\`${name}\``, sentence])];
}

function fieldTable(limits: FieldLimits): string {
  const rows = Object.entries(limits).map(([name, limit]) => {
    const takes =
      limit.choices === undefined ? `${limit.kind}, at most ${limit.maxLength} characters` : limit.choices.join(' or ');
    return [`\`${name}\``, takes, limit.required === true ? 'yes' : ''];
  });
  return table(['Field', 'Takes', 'Required'], rows);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
