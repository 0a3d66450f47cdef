// Who works on the case, with role and licence.
import type { TeamMember } from '#shared/domain/reviewCase.ts'
import type { CaseId } from '#shared/kit/ids.ts'
import { useT } from '../../i18n/useT.ts'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { AddColleague } from './AddColleague.tsx'

export function Team({ caseId, team }: { caseId: CaseId; team: readonly TeamMember[] }) {
  const t = useT()
  return (
    <section aria-label={t('shell.banner.team')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('shell.banner.team')}</h2>
        <span className="t-small t-3">{team.length}</span>
      </div>
      {team.map(({ user, role }, place) => (
        <p key={user.id} className="overview-lately">
          <PersonDisc name={user.name} place={place} />
          <span className="c-spacer t-clip">{user.name}</span>
          <span className="t-small t-3">{[t(`role.${role}`), user.licence].filter(Boolean).join(' · ')}</span>
        </p>
      ))}
      <AddColleague caseId={caseId} team={team} />
    </section>
  )
}
