// What can be put into the text besides words: a table, live tables of the report's own values, laboratory values, a key image. Inside a table: its rows and columns.
import { Menu } from '@mantine/core'
import { liveSection } from '#shared/domain/liveTables.ts'
import { LIVE_SOURCES } from '#shared/domain/reportBlock.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { doTableStep, TABLE_STEPS, useInTable } from '../../editor/tables.ts'
import { useT } from '../../i18n/useT.ts'
import { AddIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useReportDesk } from './deskContext.ts'
import { useLabBlocks } from './useLabBlocks.ts'
import { LIMITS_KEYS, useStudyLimits } from './useStudyLimits.ts'

interface InsertMenuProps {
  active: EditorHandle | null
  /** Asks for the list of marks; what is chosen becomes a key image. */
  onKeyImage(): void
  opened: boolean
  onOpened(open: boolean): void
}

export function InsertMenu({ active, onKeyImage, opened, onOpened }: InsertMenuProps) {
  const t = useT()
  const limits = useStudyLimits(useReportDesk().report, active)
  return (
    <Menu opened={opened && active !== null} onChange={onOpened} position="bottom-start" width={300} withinPortal trapFocus returnFocus={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={t('report.insert.open')} aria-keyshortcuts="Control+Alt+B" aria-disabled={!active} title={active ? `${t('report.insert.open')} (Ctrl+Alt+B)` : t('report.tool.chooseText')}>
          <AddIcon size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('report.insert.open')} mah="70vh" className="r-insert">
        {opened && active && <Items active={active} limits={limits} onKeyImage={onKeyImage} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Items({ active, limits, onKeyImage }: { active: EditorHandle; limits: ReturnType<typeof useStudyLimits>; onKeyImage(): void }) {
  const t = useT()
  const { report, template } = useReportDesk()
  const labs = useLabBlocks(report.caseId, report.language)
  const live = LIVE_SOURCES.filter((source) => liveSection(template, source) !== null)
  return (
    <>
      <TableItems active={active} />
      <Menu.Item onClick={active.insertTable}>{t('report.insert.table')}</Menu.Item>
      <Menu.Item onClick={onKeyImage}>{t('report.insert.keyImage')}</Menu.Item>
      <Menu.Item onClick={limits.add} disabled={limits.count === 0} rightSection={<Kbd keys={LIMITS_KEYS} />}>
        {limits.count === 0 ? t('report.insert.noLimits') : t('report.insert.limits', { count: limits.count })}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('report.insert.live')}</Menu.Label>
      {live.map((source) => (
        <Menu.Item key={source} onClick={() => active.insertBlock({ source })}>
          {t(`report.block.${source}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Label>{t('report.insert.laboratory')}</Menu.Label>
      {labs.quantities.length === 0 && <Menu.Item disabled>{t(labs.ready ? 'report.insert.noValues' : 'report.block.comparing')}</Menu.Item>}
      {labs.quantities.map(({ key, name, values }) => (
        <Menu.Item
          key={key}
          onClick={() => {
            const block = labs.make(key)
            if (block) active.insertBlock(block)
          }}
        >
          {t('report.insert.quantity', { name, count: values })}
        </Menu.Item>
      ))}
    </>
  )
}

/** Rows and columns, only while the caret is in a table. */
function TableItems({ active }: { active: EditorHandle }) {
  const t = useT()
  if (!useInTable(active)) return null
  return (
    <>
      <Menu.Label>{t('report.table.open')}</Menu.Label>
      {TABLE_STEPS.map((step) => (
        <Menu.Item key={step} onClick={() => doTableStep(active, step)}>
          {t(`report.table.${step}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}
