// The sections of the report with their state; the one in view is marked.
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import { useT } from '../../i18n/useT.ts'
import { CheckIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { stateOf } from './sectionState.ts'

interface OutlineProps {
  sections: readonly TemplateSection[]
  /** undefined while they are being read. */
  obstacles: readonly SigningObstacle[] | undefined
  current: string | null
  onGo(key: string): void
}

export function Outline({ sections, obstacles, current, onGo }: OutlineProps) {
  const t = useT()
  return (
    <nav className="r-outline" aria-label={t('report.outline')} data-region tabIndex={-1}>
      <ul>
        {sections.map((section) => (
          <li key={section.key}>
            <button type="button" className="c-row r-outline-entry" data-focus="inside" data-selected={section.key === current || undefined} aria-current={section.key === current ? 'true' : undefined} onClick={() => onGo(section.key)}>
              <span className="t-3 t-number r-outline-number">{section.number}</span>
              <span className="t-clip r-outline-title" title={section.title[t.language]}>
                {section.title[t.language]}
              </span>
              {obstacles && <State section={section} obstacles={obstacles} />}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function State({ section, obstacles }: { section: TemplateSection; obstacles: readonly SigningObstacle[] }) {
  const t = useT()
  switch (stateOf(section, obstacles)) {
    case 'blocked':
      return <StatusIcon status="bad" label={t('report.state.blocked')} />
    case 'warned':
      return <StatusIcon status="warn" label={t('report.state.warned')} />
    case 'complete':
      return section.restrictedTo ? (
        <StatusIcon status="restricted" label={t('report.state.restrictedComplete')} />
      ) : (
        <span className="t-ok" role="img" aria-label={t('report.state.complete')}>
          <CheckIcon size={15} aria-hidden />
        </span>
      )
    case 'optional':
      return null
  }
}
