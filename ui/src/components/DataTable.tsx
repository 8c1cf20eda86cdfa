import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  frame: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200 },
  caption: { textAlign: 'start', fontWeight: tokens.fontWeightSemibold, padding: '4px 8px' },
  head: {
    textAlign: 'start',
    padding: '6px 8px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    whiteSpace: 'nowrap',
  },
  cell: {
    padding: '5px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    overflowWrap: 'break-word',
    unicodeBidi: 'plaintext',
    // Names in other scripts stay in the column, as in the list: the words of the pages run from left to right.
    textAlign: 'left',
  },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    fontWeight: 'inherit',
    cursor: 'pointer',
    ':hover': { textDecoration: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

export interface TableColumn<T> {
  id: string;
  title: string;
  cell: (row: T) => ReactNode;
  isNumber?: boolean;
  /** The word the column is sorted by; without one it cannot be. */
  sortBy?: string;
}

export interface TableSort {
  /** The column sorted by, with a leading `-` for descending. */
  sort: string;
  onSort: (sort: string) => void;
}

interface TableProps<T> {
  caption?: ReactNode;
  label?: string;
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T, index: number) => string;
  sorting?: TableSort;
}

/** A plain table for the smaller lists. */
export function DataTable<T>({ caption, label, columns, rows, keyOf, sorting }: TableProps<T>) {
  const styles = useStyles();
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label ?? undefined}>
      <table className={styles.table} aria-label={label}>
        {caption && <caption className={styles.caption}>{caption}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={mergeClasses(styles.head, column.isNumber && styles.number)}
                aria-sort={directionOf(column, sorting)}
              >
                {sorting && column.sortBy !== undefined ? (
                  <SortButton title={column.title} column={column.sortBy} {...sorting} />
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map((column) => (
                <td key={column.id} className={mergeClasses(styles.cell, column.isNumber && styles.number)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function directionOf(
  { sortBy }: Pick<TableColumn<unknown>, 'sortBy'>,
  sorting: TableSort | undefined,
): 'ascending' | 'descending' | 'none' | undefined {
  if (sorting === undefined || sortBy === undefined) return undefined;
  if (sorting.sort === sortBy) return 'ascending';
  return sorting.sort === `-${sortBy}` ? 'descending' : 'none';
}

/** Pressed again, the order turns round. */
function SortButton({ title, column, sort, onSort }: TableSort & { title: string; column: string }) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.sort} onClick={() => onSort(sort === column ? `-${column}` : column)}>
      {title}
      {sort === column && <ArrowUpRegular aria-hidden="true" />}
      {sort === `-${column}` && <ArrowDownRegular aria-hidden="true" />}
    </button>
  );
}
