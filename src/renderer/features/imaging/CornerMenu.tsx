// Which facts stand in the corners of a slice. Letters, scale and warnings always do.
import { Checkbox, Popover } from '@mantine/core'
import { CORNER_FACTS } from '#shared/domain/readingPreferences.ts'
import { useT } from '../../i18n/useT.ts'
import { CornersIcon } from './imagingIcons.ts'
import { useReading } from './useReading.ts'

export function CornerMenu() {
  const t = useT()
  const { reading, change } = useReading()
  const has = (fact: (typeof CORNER_FACTS)[number]) => reading.cornerFacts.includes(fact)
  return (
    <Popover position="bottom-end" width={260} withinPortal trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className="c-tool" aria-label={t('imaging.corners.label')}>
          <CornersIcon size={18} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="i-choices">
        <strong className="t-small">{t('imaging.corners.label')}</strong>
        {CORNER_FACTS.map((fact) => (
          <Checkbox
            key={fact}
            label={t(`imaging.corners.${fact}`)}
            checked={has(fact)}
            onChange={() => change({ cornerFacts: CORNER_FACTS.filter((other) => (other === fact ? !has(fact) : has(other))) })}
          />
        ))}
        <p className="t-micro t-3">{t('imaging.corners.always')}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
