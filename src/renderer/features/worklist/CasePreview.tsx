// Why the selected case is mine: the patient's words, what stands before the signature, what is missing, what happened, what is on this device.
import { Button } from '@mantine/core'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { ageOn } from '#shared/domain/patient.ts'
import type { SigningObstacle } from '#shared/domain/report.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useCaseEvents, useObstacles, useReports, useSituation } from '../../data/queries.ts'
import { eventWords } from '../../i18n/eventWords.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { MissingDocumentIcon, NextIcon, StoreIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

const MOST_OBSTACLES = 5
const MOST_EVENTS = 4

export function CasePreview({ line }: { line: CaseLine }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const { reviewCase } = line
  const { patient } = reviewCase
  const age = ageOn(patient.birthDate, today())
  const facts = [
    reviewCase.caseNumber,
    [t(`sex.${patient.sex}`), age === null ? '' : t('common.years', { count: age })].filter(Boolean).join(', '),
    patient.birthDate ? format.date(patient.birthDate) : t('worklist.birthNotStated'),
  ]
  return (
    <aside className="preview" aria-label={t('worklist.preview')} data-region tabIndex={-1}>
      <div className="preview-body">
        <h2 className="t-title private">
          {patient.familyName.toLocaleUpperCase()}, {patient.givenName}
        </h2>
        <p className="t-2 private">{facts.join(' · ')}</p>
        {reviewCase.patientWords && (
          <section>
            <h3>{t('worklist.words')}</h3>
            <blockquote className="patient-words" lang={reviewCase.language}>
              {t('common.quote', { text: reviewCase.patientWords })}
            </blockquote>
          </section>
        )}
        {line.quarantined > 0 && <SetAside caseId={reviewCase.id} count={line.quarantined} />}
        {line.blockers > 0 && <Obstacles caseId={reviewCase.id} />}
        {line.complete.missing.length > 0 && (
          <section>
            <h3>{t('worklist.missing')}</h3>
            <Missing caseId={reviewCase.id} />
          </section>
        )}
        <RecentEvents caseId={reviewCase.id} />
        <section>
          <h3>{t('worklist.onDevice')}</h3>
          <p className="preview-line t-2">
            <StoreIcon size={15} aria-hidden />
            {[t('common.studies', { count: line.studies }), t('common.documents', { count: line.documents }), format.bytes(line.onDeviceBytes)].join(', ')}
          </p>
        </section>
      </div>
      <div className="preview-foot">
        <Button variant="filled" fullWidth onClick={() => go(casePlace(reviewCase.id, 'overview'))}>
          {t('worklist.openCase')}
        </Button>
      </div>
    </aside>
  )
}

function Missing({ caseId }: { caseId: string }) {
  const t = useT()
  const items = useSituation(caseId).data?.items.filter(({ required, state }) => required && state === 'missing') ?? []
  return items.map(({ code, label }) => (
    <p key={code} className="preview-line">
      <MissingDocumentIcon size={15} className="t-warn" aria-hidden />
      {label[t.language]}
    </p>
  ))
}

function SetAside({ caseId, count }: { caseId: string; count: number }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  return (
    <section>
      <h3>{t('worklist.setAside')}</h3>
      <button type="button" className="preview-link" onClick={() => go({ view: 'quarantine', caseId }, 'jump')}>
        <StatusIcon status="quarantine" />
        <span className="c-spacer">{t('worklist.setAsideItems', { count })}</span>
        <NextIcon size={15} aria-hidden />
      </button>
    </section>
  )
}

function Obstacles({ caseId }: { caseId: string }) {
  const t = useT()
  const reportId = useReports(caseId).data?.reports[0]?.id ?? null
  const obstacles = useObstacles(caseId, reportId).data ?? []
  if (obstacles.length === 0) return null
  return (
    <section>
      <h3>{t('worklist.beforeSigning')}</h3>
      {obstacles.slice(0, MOST_OBSTACLES).map((obstacle) => (
        <ObstacleLink key={`${obstacle.code}-${obstacle.sectionKey}-${obstacle.fieldKey}-${obstacle.detail}`} caseId={caseId} obstacle={obstacle} />
      ))}
      {obstacles.length > MOST_OBSTACLES && <p className="t-small t-3">{t('worklist.moreObstacles', { count: obstacles.length - MOST_OBSTACLES })}</p>}
    </section>
  )
}

function ObstacleLink({ caseId, obstacle }: { caseId: string; obstacle: SigningObstacle }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  return (
    <button type="button" className="preview-link" onClick={() => go(casePlace(caseId, 'report', { section: obstacle.sectionKey }))}>
      <StatusIcon status={obstacle.severity === 'blocker' ? 'bad' : 'warn'} />
      <span className="c-spacer t-clip">{t(`obstacle.${obstacle.code}.title`, { detail: obstacle.detail })}</span>
      <NextIcon size={15} aria-hidden />
    </button>
  )
}

function RecentEvents({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const own = (useCaseEvents(caseId).data ?? []).filter((event) => event.lane === 'own').slice(-MOST_EVENTS).reverse()
  if (own.length === 0) return null
  return (
    <section>
      <h3>{t('worklist.lately')}</h3>
      {own.map((event) => (
        <p key={`${event.at}-${event.labelKey}-${event.title}`} className="preview-line">
          <span className="c-spacer t-clip">
            {event.actorName && <strong>{event.actorName} </strong>}
            <span className="t-2">{eventWords(event, t)}</span>
          </span>
          <time className="t-small t-3" dateTime={event.at} title={format.instant(event.at)}>
            {format.dayMonth(event.at)}
          </time>
        </p>
      ))}
    </section>
  )
}
