// The one next step of the case, with the action itself.
import { Button } from '@mantine/core'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import type { Report, ReportTemplate, SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useImports } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { type Step, nextStep } from './nextStep.ts'

interface NextStepProps {
  line: CaseLine
  obstacles: readonly SigningObstacle[]
  report: Report | null
  signOffs: readonly SignOff[]
  template: ReportTemplate | null
}

export function NextStep({ line, obstacles, report, signOffs, template }: NextStepProps) {
  const t = useT()
  const step = nextStep(line, obstacles, report, signOffs)
  return (
    <section className="c-card" aria-label={t('overview.next')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('overview.next')}</h2>
        <span className="t-small t-3">{t(step.kind === 'obstacle' && step.more > 0 ? 'overview.nextMore' : 'overview.nextYours', { count: step.kind === 'obstacle' ? step.more : 0 })}</span>
      </div>
      <StepWords step={step} template={template} />
      <StepAction step={step} caseId={line.reviewCase.id} />
    </section>
  )
}

function StepWords({ step, template }: { step: Step; template: ReportTemplate | null }) {
  const t = useT()
  if (step.kind === 'obstacle') {
    const { code, detail, sectionKey } = step.obstacle
    const section = template?.sections.find((s) => s.key === sectionKey)
    return (
      <p className="t-2 overview-step">
        <strong>{t(`obstacle.${code}.title`, { detail })}</strong>
        {section && ` (§${section.number} ${section.title[t.language]})`}. {t(`obstacle.${code}.todo`, { detail })}
      </p>
    )
  }
  const values = step.kind === 'setAside' ? { count: step.count } : step.kind === 'missing' ? { kinds: step.kinds.map((kind) => t(`documentKind.${kind}`)).join(', ') } : {}
  return <p className="t-2 overview-step">{t(`overview.step.${step.kind}`, values)}</p>
}

function StepAction({ step, caseId }: { step: Step; caseId: string }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const undecided = useImports(step.kind === 'setAside' ? caseId : null).data?.find((result) => result.items.some((item) => item.outcome === 'quarantined' && item.decision === null))
  const act = () => {
    switch (step.kind) {
      case 'setAside':
        return undecided && go({ view: 'import', importId: undecided.importId, jobId: '' }, 'jump')
      case 'obstacle':
        return go(casePlace(caseId, 'report', { section: step.obstacle.sectionKey }))
      case 'sign':
      case 'signed':
        return go(casePlace(caseId, 'signOff'))
      case 'missing':
      case 'write':
        return go(casePlace(caseId, 'report'))
    }
  }
  return (
    <Button variant="filled" disabled={step.kind === 'setAside' && !undecided} onClick={act}>
      {t(`overview.action.${step.kind}`)}
    </Button>
  )
}
