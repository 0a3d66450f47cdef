// What the team sees of the psychological part: its state, its tasks and recommendations; no score, no note.
import type { PsychologyStatus } from '#shared/contract/workstation/psychology.contract.ts'
import { useT } from '../../i18n/useT.ts'
import { LaneBadges } from '../../ui/LaneBadges.tsx'

export function TeamStatus({ status }: { status: PsychologyStatus }) {
  const t = useT()
  const { tasks, forClinicians } = status
  return (
    <section className="p-team" aria-label={t('psychology.title')} data-region tabIndex={-1}>
      <h2 className="t-title">{t('psychology.title')}</h2>
      <LaneBadges status={status} />
      <p className="t-2">{t('psychology.team.boundary')}</p>
      {tasks.length > 0 && <h3 className="t-heading">{t('psychology.team.tasks')}</h3>}
      <ul className="p-team-list">
        {tasks.map((task) => (
          <li key={task.promptId}>
            <strong>{task.medicines.join(' + ')}</strong>
            <p>{task.question[t.language]}</p>
            <p className="t-small t-3">{task.source}</p>
          </li>
        ))}
      </ul>
      {forClinicians.length > 0 && <h3 className="t-heading">{t('psychology.team.forClinicians')}</h3>}
      <ul className="p-team-list">
        {forClinicians.map((one) => (
          <li key={one.id}>
            <strong>{t(`psychology.level.${one.level}`)}</strong>
            <p>{one.text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
