// The last section: who has signed this version, or the way to signing.
import { Button } from '@mantine/core'
import { casePlace, usePlace } from '../../app/place.ts'
import { useSignOffs } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { SignIcon } from '../../ui/icons.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useReportDesk } from './deskContext.ts'

export function SignaturesSection() {
  const t = useT()
  const format = useFormat()
  const { report } = useReportDesk()
  const go = usePlace((state) => state.go)
  const signed = (useSignOffs(report.caseId).data ?? []).filter(({ reportId }) => reportId === report.id)
  return (
    <div className="r-signatures">
      {signed.map((signOff) => (
        <StatusBadge key={signOff.id} status={signOff.state === 'final' ? 'ok' : signOff.state === 'conflict' ? 'differs' : 'waiting'}>
          {signOff.signer.name}, {t(`role.${signOff.signer.role}`)} · {format.signed(signOff)}
        </StatusBadge>
      ))}
      {signed.length === 0 && <p className="t-2">{t('report.signatures.none')}</p>}
      <Button leftSection={<SignIcon size={16} aria-hidden />} onClick={() => go(casePlace(report.caseId, 'signOff'), 'jump')}>
        {t(signed.length === 0 ? 'report.signatures.go' : 'report.signatures.look')}
      </Button>
    </div>
  )
}
