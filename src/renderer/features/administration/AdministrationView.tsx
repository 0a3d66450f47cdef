// Administration of the server: subjects at the left, one of them open. Everything here is asked of the server as it is now.
import './administration.css'
import { useT } from '../../i18n/useT.ts'
import { useProfile } from '../../data/queries.ts'
import { ADMIN_SUBJECTS, type AdminSubject } from '../../app/place.ts'
import { AssignmentsSubject } from './AssignmentsSubject.tsx'
import { AuditSubject } from './AuditSubject.tsx'
import { DevicesSubject } from './DevicesSubject.tsx'
import { ExpertsSubject } from './ExpertsSubject.tsx'
import { GlassSubject } from './GlassSubject.tsx'
import { PeopleSubject } from './PeopleSubject.tsx'
import { RulesSubject } from './RulesSubject.tsx'

const BODIES: Record<AdminSubject, () => React.ReactNode> = {
  people: PeopleSubject,
  devices: DevicesSubject,
  assignments: AssignmentsSubject,
  experts: ExpertsSubject,
  rules: RulesSubject,
  glass: GlassSubject,
  audit: AuditSubject,
}

/** What an auditor sees of it. */
const AUDITOR: readonly AdminSubject[] = ['glass', 'audit']

export function AdministrationView({ subject, onSubject }: { subject: AdminSubject; onSubject: (subject: AdminSubject) => void }) {
  const t = useT()
  const isAuditor = useProfile().data?.me?.role === 'auditor'
  const subjects = isAuditor ? AUDITOR : ADMIN_SUBJECTS
  const Body = BODIES[subject]
  return (
    <div className="admin">
      <nav className="admin-subjects" aria-label={t('administration.title')} data-region tabIndex={-1}>
        {subjects.map((one) => (
          <button key={one} type="button" className="admin-subject" {...(one === subject ? { 'aria-current': 'page' as const } : {})} onClick={() => onSubject(one)}>
            {t(`administration.subject.${one}`)}
          </button>
        ))}
      </nav>
      <section className="admin-body" aria-label={t(`administration.subject.${subject}`)} data-region tabIndex={-1}>
        <header className="admin-head">
          <h1 className="t-display">{t(`administration.subject.${subject}`)}</h1>
          <p className="t-2">{t(`administration.words.${subject}`)}</p>
        </header>
        <Body />
      </section>
    </div>
  )
}
