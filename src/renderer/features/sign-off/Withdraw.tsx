// Withdrawing a signed version: its reason and the signer's passphrase, then it carries "entered in error" everywhere. Nothing of it is deleted.
import { Button, PasswordInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Report } from '#shared/domain/report.ts'
import { codeOf, dataOf } from '#shared/contract/failure.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

const shortestReason = 3

export function Withdraw({ report }: { report: Report }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const { busy, error, run } = useRun()
  const wrong = error !== null && codeOf(error) === 'PASSPHRASE_WRONG'
  async function withdraw() {
    await run(async () => {
      await client.signOff.withdraw({ caseId: report.caseId, reportId: report.id, reason: reason.trim(), passphrase })
      await Promise.all(['reports', 'signOffs', 'case'].map((name) => queryClient.invalidateQueries({ queryKey: [name, report.caseId] })))
      setOpen(false)
    })
    setPassphrase('')
  }
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setOpen(true)}>
        {t('signOff.withdraw.open')}
      </Button>
      <Dialog title={t('signOff.withdraw.title', { number: report.number })} open={open} onClose={() => setOpen(false)}>
        <form
          className="s-form"
          onSubmit={(event) => {
            event.preventDefault()
            void withdraw()
          }}
        >
          <p>{t('signOff.withdraw.meaning')}</p>
          <Textarea label={t('signOff.withdraw.reason')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
          <PasswordInput label={t('signOff.passphrase')} autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} error={wrong ? t('signOff.wrongPassphrase', { count: dataOf(error).attemptsLeft ?? 0 }) : null} />
          {error !== null && !wrong && <ErrorState error={error} />}
          <Button type="submit" color="red" variant="filled" loading={busy} disabled={reason.trim().length < shortestReason || passphrase === ''}>
            {t('signOff.withdraw.do', { number: report.number })}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
