// A table of the administration with its states: reading, not reached, empty.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'

interface OfficeTableProps<T> {
  label: string
  columns: readonly string[]
  list: { data: readonly T[] | undefined; error: unknown; refetch: () => unknown }
  empty: string
  row: (item: T) => ReactNode
}

export function OfficeTable<T>({ label, columns, list, empty, row }: OfficeTableProps<T>) {
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <LoadingLine />
  if (list.data.length === 0) return <EmptyState sentence={empty} />
  return (
    <table className="admin-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column, i) => (
            <th key={column || `column ${i}`} scope="col" className={i === columns.length - 1 && column === '' ? 't-end' : undefined}>
              {column || <Actions />}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{list.data.map(row)}</tbody>
    </table>
  )
}

function Actions() {
  return <span className="t-3">{useT()('administration.actions')}</span>
}
