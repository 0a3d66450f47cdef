// The groups of the result as one list: arrows or J/K walk it, images are counted before they are listed.
import { type KeyboardEvent, useState } from 'react'
import type { ImportItem } from '#shared/domain/importing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { type Status, StatusIcon } from '../../ui/StatusIcon.tsx'
import type { Group } from './groups.ts'

const shapes: Record<ImportItem['outcome'], Status> = {
  quarantined: 'quarantine', missing: 'warn', rejected: 'bad', document: 'ok', image: 'ok', skipped: 'note', duplicate: 'note',
}
/** So many lines of a group are shown before the rest is asked for; images are counted rather than listed. */
const SHORT = 12
const SHORT_IMAGES = 3
const shortOf = (group: Group) => (group.outcome === 'image' ? SHORT_IMAGES : SHORT)

interface ResultGroupsProps {
  groups: readonly Group[]
  chosen: ImportItem | null
  onChoose: (item: ImportItem) => void
}

export function ResultGroups({ groups, chosen, onChoose }: ResultGroupsProps) {
  const t = useT()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const shown = groups.map((group) => ({ ...group, lines: unfolded.has(group.outcome) ? group.items : group.items.slice(0, shortOf(group)) }))
  const lines = shown.flatMap((group) => group.lines)
  function walk(event: KeyboardEvent) {
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = lines.findIndex((item) => item.itemId === chosen?.itemId)
    const next = lines[Math.max(0, Math.min(lines.length - 1, at + step))]
    if (!next) return
    onChoose(next)
    document.getElementById(lineId(next))?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="import-groups" data-region tabIndex={-1}>
      <div role="listbox" tabIndex={0} data-viewer="import" data-focus="inside" aria-label={t('import.result')} aria-activedescendant={chosen ? lineId(chosen) : undefined} onKeyDown={walk}>
        {shown.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options with role group; fieldset would not be allowed inside
          <div key={group.outcome} role="group" aria-label={t(`outcome.${group.outcome}`)} className="import-group">
            <div className="import-group-head" aria-hidden>
              <span className="t-heading">{t(`outcome.${group.outcome}`)}</span> <span className="t-3">{group.items.length}</span>
            </div>
            {group.lines.map((item) => (
              <Line key={item.itemId} item={item} selected={item.itemId === chosen?.itemId} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      {shown
        .filter((group) => group.lines.length < group.items.length)
        .map((group) => (
          <button key={group.outcome} type="button" className="c-link import-more" onClick={() => setUnfolded((was) => new Set([...was, group.outcome]))}>
            {t('import.showAll', { count: group.items.length, group: t(`outcome.${group.outcome}`) })}
          </button>
        ))}
    </div>
  )
}

function Line({ item, selected, onChoose }: { item: ImportItem; selected: boolean; onChoose: (item: ImportItem) => void }) {
  const t = useT()
  const format = useFormat()
  const status: Status = item.decision === 'released' ? 'ok' : shapes[item.outcome]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox around it has the focus and the keys
    <div id={lineId(item)} role="option" aria-selected={selected} className="import-line c-row" onClick={() => onChoose(item)}>
      <StatusIcon status={status} />
      <span className="import-line-words">
        <span className="t-clip" title={item.name}>
          {item.name}
        </span>
        {(item.code ?? item.decision) && (
          <span className="t-small t-3 t-clip">{item.decision ? t(`import.decision.${item.decision}`) : item.code && t(`item.${item.code}`)}</span>
        )}
      </span>
      <span className="t-small t-3 t-number">{format.bytes(item.bytes)}</span>
    </div>
  )
}

function lineId(item: ImportItem): string {
  return `import-item-${item.itemId}`
}
