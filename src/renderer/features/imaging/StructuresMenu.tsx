// Which outlines lie over the pictures: one line per structure set, its structures below it once it is open.
import { Checkbox, Popover } from '@mantine/core'
import { useT } from '../../i18n/useT.ts'
import { StructuresIcon } from './imagingIcons.ts'
import type { OfferedSet } from './useStructureSets.ts'

interface StructuresMenuProps {
  offered: readonly OfferedSet[]
  onSet(key: string): void
  onStructure(key: string): void
}

export function StructuresMenu({ offered, onSet, onStructure }: StructuresMenuProps) {
  const t = useT()
  if (offered.length === 0) return null
  const count = offered.reduce((sum, { structures }) => sum + structures.filter(({ isShown }) => isShown).length, 0)
  return (
    <Popover position="bottom-end" width={300} withinPortal trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className="c-tool" aria-pressed={count > 0} aria-label={t('imaging.structures.label', { count })}>
          <StructuresIcon size={18} aria-hidden />
          {t('imaging.structures.short')}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="i-structures">
        {offered.map((set) => (
          <section key={set.key}>
            <Checkbox label={`${set.Modality} · ${set.name}`} checked={set.isOpen} onChange={() => onSet(set.key)} />
            {set.isReading && <p className="t-small t-2">{t('imaging.structures.reading')}</p>}
            {set.unreadable > 0 && <p className="t-small i-warn">{t('imaging.structures.unreadable')}</p>}
            <ul>
              {set.structures.map(({ key, name, colour, isShown }) => (
                <li key={key}>
                  <Checkbox
                    size="xs"
                    checked={isShown}
                    onChange={() => onStructure(key)}
                    label={
                      <>
                        <svg width="12" height="12" aria-hidden="true">
                          <rect width="12" height="12" rx="2" fill={colour} />
                        </svg>{' '}
                        {name || t('imaging.structures.unnamed')}
                      </>
                    }
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
