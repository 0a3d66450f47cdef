// How hard a passphrase is to guess, as a bar and a word; colour says nothing.
import { useMemo } from 'react'
import { useT } from '../../i18n/useT.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

export interface Strength {
  /** 0 to 1, for the bar. */
  part: number
  level: 'weak' | 'fair' | 'good' | 'strong'
  acceptable: boolean
}

export function useStrength(passphrase: string): Strength {
  return useMemo(() => strengthOf(passphrase), [passphrase])
}

function strengthOf(passphrase: string): Strength {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(passphrase)).length
  const words = passphrase.split(/[\s-]+/).filter((word) => word.length >= 3).length
  const points = Math.min(1, (passphrase.length + kinds * 2 + words * 2) / 36)
  const acceptable = passphrase.length >= 14 || words >= 4
  return { part: points, acceptable, level: !acceptable ? (points < 0.4 ? 'weak' : 'fair') : points > 0.85 ? 'strong' : 'good' }
}

export function StrengthMeter({ strength, empty }: { strength: Strength; empty: boolean }) {
  const t = useT()
  return (
    <div className="strength">
      <ProgressBar part={empty ? 0 : strength.part} label={t('firstStart.strength.label')} />
      <span className="t-small t-2" aria-live="polite">
        {t(empty ? 'firstStart.strength.empty' : `firstStart.strength.${strength.level}`)}
      </span>
    </div>
  )
}
