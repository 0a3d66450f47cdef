// How the psychological part of a case stands, for whoever may not read it: an open safety card, and its signature. Holds none of its words.
import type { PsychologyStatus } from '#shared/contract/workstation/psychology.contract.ts'
import { useFormat } from '../i18n/format.ts'
import { useT } from '../i18n/useT.ts'
import { StatusBadge } from './StatusBadge.tsx'

export function LaneBadges({ status }: { status: Pick<PsychologyStatus, 'signature' | 'isChanged' | 'openCards' | 'oldestOpenAt'> }) {
  const t = useT()
  const format = useFormat()
  const { signature, isChanged, openCards, oldestOpenAt } = status
  return (
    <>
      {openCards > 0 && <StatusBadge status="bad">{t('psychology.team.cardOpen', { when: oldestOpenAt ? format.instant(oldestOpenAt) : '' })}</StatusBadge>}
      {signature ? (
        <StatusBadge status={isChanged ? 'warn' : 'ok'}>{t(isChanged ? 'psychology.sign.changed' : 'psychology.sign.signed', { name: signature.signerName, when: format.signed(signature) })}</StatusBadge>
      ) : (
        <StatusBadge status="waiting">{t('psychology.team.open')}</StatusBadge>
      )}
    </>
  )
}
