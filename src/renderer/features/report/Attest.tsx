// An expert confirms that they reviewed the report as it stands: the core keeps the fingerprint of what they read.
import { Button } from '@mantine/core'
import { client } from '../../data/client.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useReportDesk } from './deskContext.ts'

export function Attest({ row, isAgain }: { row: string; isAgain: boolean }) {
  const t = useT()
  const { report, onSaved } = useReportDesk()
  const { busy, error, run } = useRun()
  async function attest() {
    await run(async () => {
      await client.reports.attest({ caseId: report.caseId, reportId: report.id, row })
      onSaved()
    })
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
