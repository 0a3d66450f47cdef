// What the patient wants to hear, who decides and who may be told: read before anybody speaks or hands over. Nothing while nobody recorded it.
import type { LaneWishes } from '#shared/domain/psychology.ts'
import { useT } from '../../i18n/useT.ts'

export function Wishes({ wishes }: { wishes: LaneWishes | null }) {
  const t = useT()
  if (wishes === null) return null
  const { informationPreference, decisionRole, mayBeTold } = wishes
  const rows = [
    ['informationPreference', informationPreference && t(`psychology.value.informationPreference.${informationPreference}`)],
    ['decisionRole', decisionRole && t(`psychology.value.decisionRole.${decisionRole}`)],
    ['mayBeTold', mayBeTold.trim()],
  ] as const
  return (
    <dl className="y-facts" aria-label={t('psychology.group.wishes')}>
      {rows.map(([field, said]) =>
        said ? (
          <div key={field}>
            <dt className="t-3">{t(`psychology.field.${field}`)}</dt>
            <dd className="y-said">{said}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
