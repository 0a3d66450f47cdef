// Above the list of marks: which of them, whose, and by what they are coloured.
import { Select } from '@mantine/core'
import type { Highlight } from '#shared/domain/annotation.ts'
import { useT } from '../../i18n/useT.ts'
import { PeopleIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { authorsOf, MARK_KINDS, type MarkFilter } from './markFilter.ts'

interface MarkFilterBarProps {
  marks: readonly Highlight[]
  filter: MarkFilter
  byAuthor: boolean
  onFilter(filter: MarkFilter): void
  onByAuthor(): void
}

export function MarkFilterBar({ marks, filter, byAuthor, onFilter, onByAuthor }: MarkFilterBarProps) {
  const t = useT()
  const authors = authorsOf(marks)
  return (
    <div className="d-filterbar">
      <Select
        size="xs"
        aria-label={t('documents.filterMarks.kind')}
        allowDeselect={false}
        comboboxProps={{ width: 220, position: 'bottom-start' }}
        data={MARK_KINDS.map((kind) => ({ value: kind, label: t(`documents.filterMarks.${kind}`) }))}
        value={filter.kind}
        onChange={(value) => onFilter({ ...filter, kind: MARK_KINDS.find((kind) => kind === value) ?? 'all' })}
      />
      {authors.length > 1 && (
        <Select
          size="xs"
          aria-label={t('documents.filterMarks.author')}
          allowDeselect={false}
          data={[{ value: '', label: t('documents.filterMarks.everybody') }, ...authors.map(({ id, name }) => ({ value: id, label: name }))]}
          value={filter.author ?? ''}
          onChange={(value) => onFilter({ ...filter, author: value || null })}
        />
      )}
      <ToolButton label={t('documents.filterMarks.byAuthor')} icon={PeopleIcon} pressed={byAuthor} onClick={onByAuthor} size={16} />
    </div>
  )
}
