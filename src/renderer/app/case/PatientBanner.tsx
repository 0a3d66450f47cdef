// Whose case this is: 56 px in every case view, never scrolling. Unknown identity or allergy is written out, never left blank (look note §4).
import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { ageOn } from '#shared/domain/patient.ts'
import { useDocuments, useStudies } from '../../data/queries.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { IdentityMatchIcon, IdentityOpenIcon, PeopleIcon } from '../../ui/icons.ts'
import { PersonDisc, PersonDiscs } from '../../ui/PersonDisc.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useDueWords } from '../../ui/useDueWords.ts'

export function PatientBanner({ line }: { line: CaseLine }) {
  const t = useT()
  const format = useFormat()
  const { reviewCase } = line
  const { patient } = reviewCase
  const age = ageOn(patient.birthDate, today())
  const due = useDueWords(reviewCase.dueOn)
  const born = patient.birthDate ? format.date(patient.birthDate) : t('common.notStated')
  const ageWords = age === null ? [] : [t('shell.banner.age', { count: age })]
  const programme = `${t(`policy.${reviewCase.policyId}`)} · ${reviewCase.packId}`
  return (
    <section className="patient" aria-label={t('shell.banner.label')} data-region tabIndex={-1}>
      <h1 className="t-title private">
        {patient.familyName.toLocaleUpperCase()}, {patient.givenName}
      </h1>
      <dl>
        <Fact label={t('shell.banner.born')}>
          <span className={patient.birthDate ? 'private' : 't-warn'}>{[born, ...ageWords, t(`sex.${patient.sex}`)].join(' · ')}</span>
        </Fact>
        <Fact label={t('shell.banner.case')}>{reviewCase.caseNumber}</Fact>
        <IdentityFact caseId={reviewCase.id} />
        <Fact label={t('shell.banner.allergies')} name="allergies">
          <Allergies stated={reviewCase.allergies} />
        </Fact>
        <Fact label={t('shell.banner.programme')} name="programme">
          {programme}
        </Fact>
      </dl>
      <span className="c-spacer" />
      <dl>
        <Fact label={t('shell.banner.due')}>
          {due.tone !== 'plain' && <StatusIcon status="dueSoon" />}
          <span className={due.tone === 'plain' ? undefined : 't-warn'}>{due.words}</span>
        </Fact>
      </dl>
      <span className="fact-team">
        <Team line={line} />
      </span>
      <span className="fold">
        <Popover position="bottom-end" withArrow={false}>
          <Popover.Target>
            <ToolButton label={t('shell.banner.more')} icon={PeopleIcon} />
          </Popover.Target>
          <Popover.Dropdown>
            <dl>
              <Fact label={t('shell.banner.programme')}>{programme}</Fact>
            </dl>
            <p className="t-micro t-3">{t('shell.banner.team')}</p>
            {reviewCase.team.map(({ user, role }) => (
              <p key={user.id}>
                {user.name} <span className="t-3">{t(`role.${role}`)}</span>
              </p>
            ))}
          </Popover.Dropdown>
        </Popover>
      </span>
    </section>
  )
}

function Fact({ label, name, children }: { label: string; name?: string; children: ReactNode }) {
  return (
    <div className={name ? `fact fact-${name}` : 'fact'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Allergies({ stated }: { stated: readonly string[] | null }) {
  const t = useT()
  if (stated === null)
    return (
      <>
        <StatusIcon status="warn" />
        <span className="t-warn">{t('common.notStated')}</span>
      </>
    )
  const words = stated.length === 0 ? t('shell.banner.allergiesNone') : stated.join(', ')
  return <span title={words}>{words}</span>
}

/** How many of the case's documents and studies state this patient; amber as soon as one does not. */
function IdentityFact({ caseId }: { caseId: string }) {
  const t = useT()
  // What we cited ourselves is about no patient.
  const documents = (useDocuments(caseId).data ?? []).filter(({ citation }) => !citation)
  const checks = [...documents, ...(useStudies(caseId).data ?? [])].map((object) => object.identity.verdict)
  const matching = checks.filter((verdict) => verdict === 'match' || verdict === 'probable').length
  const all = checks.length > 0 && matching === checks.length
  const words = checks.length === 0 ? t('shell.banner.identityNone') : t(all ? 'shell.banner.identityAll' : 'shell.banner.identityOpen', { count: matching, total: checks.length })
  return (
    <Fact label={t('shell.banner.identity')}>
      {all ? <IdentityMatchIcon size={15} className="t-ok" aria-hidden /> : <IdentityOpenIcon size={15} className="t-warn" aria-hidden />}
      <span className={all ? undefined : 't-warn'}>{words}</span>
    </Fact>
  )
}

function Team({ line }: { line: CaseLine }) {
  const t = useT()
  return (
    <PersonDiscs>
      {line.reviewCase.team.map(({ user, role }, place) => (
        <PersonDisc key={user.id} name={user.name} place={place} detail={t(`role.${role}`)} />
      ))}
    </PersonDiscs>
  )
}
