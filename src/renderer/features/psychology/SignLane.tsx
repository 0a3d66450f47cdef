// The psychologist's own signature: what still stands open, then passphrase and one button.
import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { codeOf, dataOf } from '#shared/contract/failure.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveFile } from '../../data/saveFile.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SignIcon } from '../../ui/icons.ts'
import { PrintButtons } from '../../ui/PrintButtons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { LaneDesk } from './useLane.ts'

export function SignLane({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const format = useFormat()
  const [passphrase, setPassphrase] = useState('')
  const { gaps, signature, isChanged, cards, contentHash } = desk.lane
  const isOpen = cards.some(({ settled }) => settled === null)
  const [failed, setFailed] = useState<unknown>(null)
  const wrong = failed !== null && codeOf(failed) === 'PASSPHRASE_WRONG'
  if (signature && !isChanged)
    return (
      <section className="p-sign" aria-label={t('psychology.sign.title')}>
        <StatusBadge status="ok">{t('psychology.sign.signed', { name: signature.signer.name, when: format.signed(signature) })}</StatusBadge>
        <code className="t-3">{signature.contentHash}</code>
        <PrintButtons
          words="psychology.sign.print"
          make={async (language) => {
            const { pdfSha256, name } = await client.psychology.statement({ caseId: as(desk.caseId), language })
            saveFile(pdfSha256, name)
          }}
        />
      </section>
    )
  return (
    <form
      className="p-sign"
      aria-label={t('psychology.sign.title')}
      onSubmit={(event) => {
        event.preventDefault()
        setFailed(null)
        void desk.change(() => client.psychology.sign({ caseId: as(desk.caseId), seenHash: as(contentHash), passphrase }), setFailed).then(() => setPassphrase(''))
      }}
    >
      <h3 className="t-heading">{t('psychology.sign.title')}</h3>
      {signature && <StatusBadge status="warn">{t('psychology.sign.changed')}</StatusBadge>}
      {isOpen && <StatusBadge status="bad">{t('psychology.sign.cardOpen')}</StatusBadge>}
      {gaps.map((gap) => (
        <StatusBadge key={gap} status="waiting">
          {t(`psychology.gap.${gap}`)}
        </StatusBadge>
      ))}
      <PasswordInput label={t('signOff.passphrase')} autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} disabled={gaps.length > 0} error={wrong ? t('signOff.wrongPassphrase', { count: dataOf(failed).attemptsLeft ?? 0 }) : null} />
      {failed !== null && !wrong && <ErrorState error={failed} />}
      <Button type="submit" variant="filled" leftSection={<SignIcon size={16} aria-hidden />} disabled={gaps.length > 0 || passphrase === ''} loading={desk.busy}>
        {t('psychology.sign.do')}
      </Button>
    </form>
  )
}
