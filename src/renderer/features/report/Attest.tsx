// An expert confirms that they reviewed the report as it stands: the core keeps the fingerprint of what they read.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useReportDesk } from './deskContext.ts'

export function Attest({ row, isAgain }: { row: string; isAgain: boolean }) {
  const t = useT()
  const { report, onSaved } = useReportDesk()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function attest() {
    setBusy(true)
    setError(null)
    try {
      await client.reports.attest({ caseId: report.caseId, reportId: report.id, row })
      onSaved()
    } catch (cause) {
      setError(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="compact-sm" loading={busy} onClick={() => void attest()}>
        {t(isAgain ? 'report.attest.again' : 'report.attest.now')}
      </Button>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
