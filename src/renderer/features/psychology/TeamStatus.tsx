// What the team sees of the psychological part: its state, its tasks and recommendations; no score, no note.
import type { PsychologyStatus } from '#shared/contract/workstation/psychology.contract.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export function TeamStatus({ status }: { status: PsychologyStatus }) {
  const t = useT()
  const format = useFormat()
  const { signature, isChanged, openCards, oldestOpenAt, tasks, forClinicians } = status
  return (
    <section className="p-team" aria-label={t('psychology.title')} data-region tabIndex={-1}>
      <h2 className="t-title">{t('psychology.title')}</h2>
      {openCards > 0 && <StatusBadge status="bad">{t('psychology.team.cardOpen', { when: oldestOpenAt ? format.instant(oldestOpenAt) : '' })}</StatusBadge>}
      {signature ? (
        <StatusBadge status={isChanged ? 'warn' : 'ok'}>{t(isChanged ? 'psychology.sign.changed' : 'psychology.sign.signed', { name: signature.signerName, when: format.signed(signature) })}</StatusBadge>
      ) : (
        <StatusBadge status="waiting">{t('psychology.team.open')}</StatusBadge>
      )}
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
