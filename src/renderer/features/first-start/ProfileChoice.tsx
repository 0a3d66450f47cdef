// Whose profile to open when there are several: discs with initials, as radio buttons.
import type { z } from 'zod'
import type { ProfileStatus } from '#shared/contract/workstation/profile.contract.ts'
import { useT } from '../../i18n/useT.ts'

type Profile = z.infer<typeof ProfileStatus>['profiles'][number]

const TONES = 7

export function ProfileChoice({ profiles, chosen, onChoose }: { profiles: readonly Profile[]; chosen: string | undefined; onChoose: (id: Profile['id']) => void }) {
  const t = useT()
  return (
    <div className="unlock-people" role="radiogroup" aria-label={t('firstStart.unlock.who')}>
      {profiles.map((profile, place) => (
        // biome-ignore lint/a11y/useSemanticElements: a disc with initials, not an input
        <button key={profile.id} type="button" role="radio" aria-checked={profile.id === chosen} className="unlock-person" onClick={() => onChoose(profile.id)}>
          <span className="c-disc" data-size="large" style={{ background: `var(--disc-${(place % TONES) + 1})` }}>
            {profile.initials}
          </span>
        </button>
      ))}
    </div>
  )
}
