// One section: number and title, its coded values in a quiet line, its prose. Opened when it comes near the window.
import { memo, useMemo, useRef } from 'react'
import { NONE_BECAUSE, roomName, SECTION } from '#shared/casedoc/layout.ts'
import { carriedOver } from '#shared/domain/templateFacts.ts'
import { EARLIER_OPINIONS } from '#shared/domain/earlierOpinions.ts'
import { mayWriteSection } from '#shared/domain/sectionRights.ts'
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import { type Section, useSection } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { AnswersSection } from './AnswersSection.tsx'
import { AxisTable } from './AxisTable.tsx'
import { useReportDesk } from './deskContext.ts'
import { DraftDifference } from './DraftDifference.tsx'
import { EarlierOpinions } from './EarlierOpinions.tsx'
import { FieldGrid } from './FieldGrid.tsx'
import { FieldProofsContext } from './FieldProofs.tsx'
import { ANTIPARKINSON, LeddLine } from './LeddLine.tsx'
import { NoneBecause } from './NoneBecause.tsx'
import { OptionsTable } from './OptionsTable.tsx'
import { RowList } from './RowList.tsx'
import { sectionInput } from './sectionInput.ts'
import { SectionText } from './SectionText.tsx'
import { SignaturesSection } from './SignaturesSection.tsx'
import { TakeOver } from './TakeOver.tsx'
import { useNear } from './useNear.ts'

interface ReportSectionProps {
  section: TemplateSection
  /** Somebody wants to go there: it opens although it is far away. */
  wanted: boolean
  /** Of this section; the same list while nothing in it changed. */
  obstacles: readonly SigningObstacle[]
}

export function sectionId(key: string): string {
  return `report-section-${key}`
}

export const ReportSection = memo(function ReportSection({ section, wanted, obstacles: mine }: ReportSectionProps) {
  const t = useT()
  const box = useRef<HTMLElement>(null)
  const { reviewCase, report, onSaved } = useReportDesk()
  const near = useNear(box, wanted)
  const hasRoom = section.kind !== 'signatures'
  const open = useSection(near && hasRoom ? roomName({ kind: 'section', caseId: report.caseId, report: report.number, section: section.key }) : null, onSaved)
  const asked = reviewCase.questions.filter(({ asked: isAsked }) => isAsked).length
  const unanswered = new Set(mine.flatMap(({ code, fieldKey }) => (code === 'questionUnanswered' || code === 'fieldEmpty' ? (fieldKey?.split('.')[0] ?? []) : []))).size
  return (
    <section ref={box} id={sectionId(section.key)} className="r-section" data-section={section.key} data-restricted={section.restrictedTo !== null || undefined} aria-labelledby={`${sectionId(section.key)}-title`}>
      <div className="r-section-head">
        <h2 id={`${sectionId(section.key)}-title`} className="r-section-title" tabIndex={-1}>
          <span className="t-number">{section.number}</span> {section.title[t.language]}
        </h2>
        {section.kind === 'questions' && <span className="t-small t-3">{t('report.answers.done', { done: Math.max(0, asked - unanswered), total: asked })}</span>}
      </div>
      {section.kind === 'signatures' ? (
        <SignaturesSection />
      ) : !near ? (
        <div className="r-section-blank" />
      ) : !open || (!open.room.synced && !open.room.refused) ? (
        <LoadingLine />
      ) : (
        <OpenSection section={section} open={open} obstacles={mine} />
      )}
    </section>
  )
})

function OpenSection({ section, open, obstacles }: { section: TemplateSection; open: Section; obstacles: readonly SigningObstacle[] }) {
  const t = useT()
  const { reviewCase, report, me, isSigned } = useReportDesk()
  const writable = open.writable && !isSigned
  const unproven = useMemo(() => obstacles.flatMap(({ code, detail }) => (code === 'claimWithoutProof' ? [detail] : [])), [obstacles])
  const input = useMemo(() => sectionInput(section.key, open.registers), [section.key, open.registers])
  const proofs = useMemo(() => ({ proofs: open.registers.fieldProofs, put: open.putProof, remove: open.removeProof }), [open])
  if (open.room.refused) return <Banner status="restricted">{t('report.restricted.hidden')}</Banner>
  const isPsychology = section.kind === 'psychologicalRecommendations'
  const noneAllowed = section.required || section.fields.some(({ required }) => required)
  return (
    <FieldProofsContext value={proofs}>
      {section.restrictedTo !== null && <RestrictedWords role={section.restrictedTo} mayWrite={mayWriteSection(section, me.role, reviewCase.team)} isWriter={me.role === section.restrictedTo} />}
      {open.registers.unreadable > 0 && (
        <Banner status="warn" tone="warn">
          {t('report.unreadable', { count: open.registers.unreadable })}
        </Banner>
      )}
      {section.key === 'comparison' ? (
        <AxisTable section={section} open={open} writable={writable} obstacles={obstacles} input={input} />
      ) : section.fields.length > 0 ? (
        <FieldGrid
          fields={section.fields}
          values={carriedOver(section, open.registers).fields}
          input={input}
          writable={writable}
          conflicts={open.registers.conflicts}
          obstacles={obstacles}
          section={section.key}
          registerOf={(field) => field}
          onSet={open.setField}
        />
      ) : null}
      {section.lists.map((list) => (
        <div key={list.key}>
          {list.key === 'options' && <OptionsTable list={list} rows={open.registers.lists[list.key] ?? []} />}
          {list.key === EARLIER_OPINIONS.list && <EarlierOpinions list={list} rows={open.registers.lists[list.key] ?? []} proofs={open.registers.fieldProofs} />}
          {list.key === ANTIPARKINSON && <LeddLine list={list} section={section.key} input={input} open={open} writable={writable} />}
          <RowList section={section} list={list} open={open} writable={writable} obstacles={obstacles} input={input} />
        </div>
      ))}
      {section.key === 'comparison' && writable && <TakeOver comparison={section} open={open} />}
      {section.key === 'comparison' && writable && <DraftDifference report={report} place={section.key} />}
      {section.kind === 'questions' ? (
        <AnswersSection section={section} open={open} writable={writable} obstacles={obstacles} />
      ) : (
        <SectionText section={open} fragment={SECTION.body} place={section.key} label={section.title[t.language]} placeholder={section.hint[t.language]} unproven={unproven} />
      )}
      {noneAllowed && section.kind !== 'questions' && (
        <NoneBecause value={open.registers.noneBecause} writable={writable} isPsychology={isPsychology} place={`${section.key}.${NONE_BECAUSE}`} me={me.id} onSet={(value) => open.setField(NONE_BECAUSE, value)} />
      )}
    </FieldProofsContext>
  )
}

function RestrictedWords({ role, mayWrite, isWriter }: { role: 'psychologist'; mayWrite: boolean; isWriter: boolean }) {
  const t = useT()
  const words = isWriter ? 'report.restricted.yours' : mayWrite ? 'report.restricted.noWriter' : 'report.restricted.onlyWriter'
  return (
    <div className="r-restricted">
      <Banner status="restricted">{t(words, { role: t(`role.${role}`) })}</Banner>
    </div>
  )
}
