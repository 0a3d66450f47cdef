// The one next step of the case, with the action itself.
import { Button } from '@mantine/core'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import type { Report, ReportTemplate, SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useSituation } from '../../data/queries.ts'
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
      <StepWords step={step} template={template} caseId={line.reviewCase.id} />
      <StepAction step={step} caseId={line.reviewCase.id} />
    </section>
  )
}

function StepWords({ step, template, caseId }: { step: Step; template: ReportTemplate | null; caseId: string }) {
  const t = useT()
  const items = useSituation(caseId).data?.items ?? []
  const labels = items.filter(({ code }) => step.kind === 'missing' && step.codes.includes(code)).map(({ label }) => label[t.language])
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
  const values = 'count' in step ? { count: step.count } : step.kind === 'missing' ? { kinds: labels.join(', ') } : {}
  return <p className="t-2 overview-step">{t(`overview.step.${step.kind}`, values)}</p>
}

function StepAction({ step, caseId }: { step: Step; caseId: string }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const act = () => {
    switch (step.kind) {
      case 'setAside':
        return go({ view: 'quarantine', caseId }, 'jump')
      case 'obstacle':
        return go(casePlace(caseId, 'report', { section: step.obstacle.sectionKey }))
      case 'sign':
      case 'signIncomplete':
      case 'signed':
        return go(casePlace(caseId, 'signOff'))
      case 'closed':
      case 'waiting':
      case 'missing':
      case 'study':
        return go(casePlace(caseId, 'intake'))
      case 'write':
        return go(casePlace(caseId, 'report'))
    }
  }
  return (
    <Button variant="filled" onClick={act}>
      {t(`overview.action.${step.kind}`)}
    </Button>
  )
}
