// How hard a passphrase is to guess, as a bar and words; colour says nothing.
import { useMemo } from 'react'
import { estimatePassphrase, LEAST_SCORE, type PassphraseReason } from '#shared/domain/passphrase.ts'
import { useT } from '../../i18n/useT.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

export interface Strength {
  score: 0 | 1 | 2 | 3 | 4
  /** The first thing that would make it stronger. */
  reason: PassphraseReason | null
  /** The core takes it. */
  acceptable: boolean
}

export function useStrength(passphrase: string): Strength {
  return useMemo(() => {
    const { score, reasons } = estimatePassphrase(passphrase)
    return { score, reason: reasons[0] ?? null, acceptable: score >= LEAST_SCORE }
  }, [passphrase])
}

const BEST_SCORE = 4

export function StrengthMeter({ strength, empty }: { strength: Strength; empty: boolean }) {
  const t = useT()
  const words = [t(`firstStart.strength.score${strength.score}`), ...(strength.reason && strength.score < BEST_SCORE ? [t(`firstStart.strength.${strength.reason}`)] : [])]
  return (
    <div className="strength">
      <ProgressBar part={empty ? 0 : Math.max(0.04, strength.score / BEST_SCORE)} label={t('firstStart.strength.label')} />
      <span className="t-small t-2" aria-live="polite">
        {empty ? t('firstStart.strength.empty') : words.join(' ')}
      </span>
    </div>
  )
}
