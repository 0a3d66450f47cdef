// Section 12: what an earlier opinion says, taken over into the comparison with its proofs. What is written there already stays.
import { Button, Menu } from '@mantine/core'
import { roomName, rowKey } from '#shared/casedoc/layout.ts'
import { EARLIER_OPINIONS, statementsOf } from '#shared/domain/earlierOpinions.ts'
import type { TemplateSection } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { rowValue } from '#shared/domain/templateFacts.ts'
import { type Section, useSection } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'
import { OpinionIcon } from '../../ui/icons.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useReportDesk } from './deskContext.ts'

export function TakeOver({ comparison, open }: { comparison: TemplateSection; open: Section }) {
  const t = useT()
  const { report, template, onSaved } = useReportDesk()
  const list = template.sections.find(({ key }) => key === EARLIER_OPINIONS.section)?.lists.find(({ key }) => key === EARLIER_OPINIONS.list)
  const first = useSection(list ? roomName({ kind: 'section', caseId: report.caseId, report: report.number, section: EARLIER_OPINIONS.section }) : null, onSaved)
  const rows = list ? (first?.registers.lists[list.key] ?? []) : []
  if (!list || rows.length === 0) return null
  const nameOf = (row: RowContent) => [rowValue(row, list.name), rowValue(row, 'institution')].filter(Boolean).join(', ') || list.one[t.language]

  function take(row: RowContent) {
    if (!list) return
    const written = (field: string) => open.registers.fields[field]?.value.trim() ?? ''
    const free = statementsOf(comparison, list, row, report.language).filter(({ field, value }) => ['', value].includes(written(field)))
    for (const { field, from, value } of free) {
      if (written(field) === '') open.setField(field, value)
      for (const proof of from.flatMap((key) => first?.registers.fieldProofs[rowKey(list.key, row.id, key)] ?? [])) open.putProof(field, proof)
    }
    useToasts.getState().show({ words: t('report.earlier.taken', { count: free.length }) })
  }

  if (rows.length === 1 && rows[0]) {
    const [only] = rows
    return (
      <Button size="compact-sm" variant="subtle" leftSection={<OpinionIcon size={16} aria-hidden />} onClick={() => take(only)}>
        {t('report.earlier.takeOne', { name: nameOf(only) })}
      </Button>
    )
  }
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<OpinionIcon size={16} aria-hidden />}>
          {t('report.earlier.take')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rows.map((row) => (
          <Menu.Item key={row.id} onClick={() => take(row)}>
            {nameOf(row)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
