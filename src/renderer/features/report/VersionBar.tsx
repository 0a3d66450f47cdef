// Which version of the report is open, and the way to the next one: an amendment with its reason.
import { Button, Popover, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { AMENDMENT_KINDS, type AmendmentKind, type Report, type ReportTemplate } from '#shared/domain/report.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'

interface VersionBarProps {
  reports: readonly Report[]
  report: Report
  template: ReportTemplate
  onChoose(report: Report): void
}

export function VersionBar({ reports, report, template, onChoose }: VersionBarProps) {
  const t = useT()
  return (
    <div className="r-version">
      {reports.length > 1 ? (
        <select className="r-control" aria-label={t('report.version.choose')} value={report.id} onChange={(event) => onChoose(reports.find(({ id }) => id === event.currentTarget.value) ?? report)}>
          {reports.map(({ id, number, status }) => (
            <option key={id} value={id}>
              {t('report.version.name', { number })} · {t(`report.status.${status}`)}
            </option>
          ))}
        </select>
      ) : (
        <>
          <span className="t-small t-2">
            {t('report.version.name', { number: report.number })} · {template.id}
          </span>
          <span className="c-spacer" />
          <span className="t-small t-3">{t(`report.status.${report.status}`)}</span>
        </>
      )}
    </div>
  )
}

const shortestReason = 3

export function Amend({ report, onAmended }: { report: Report; onAmended(report: Report): void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [kind, setKind] = useState<AmendmentKind>('amended')
  const { busy, error, run } = useRun()
  async function amend() {
    await run(async () => {
      const next = await client.reports.amend({ caseId: report.caseId, reportId: report.id, reason: reason.trim(), kind })
      await queryClient.invalidateQueries({ queryKey: ['reports', report.caseId] })
      setOpen(false)
      onAmended(next)
    })
  }
  return (
    <Popover opened={open} onChange={setOpen} width={360} position="bottom-end" trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button onClick={() => setOpen(!open)}>{t('report.amend.open')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="r-amend"
          onSubmit={(event) => {
            event.preventDefault()
            void amend()
          }}
        >
          <p className="t-2">{t('report.amend.why', { number: report.number, next: report.number + 1 })}</p>
          <Radio.Group label={t('report.amend.kind.title')} value={kind} onChange={(value) => setKind(AMENDMENT_KINDS.find((one) => one === value) ?? 'amended')}>
            {AMENDMENT_KINDS.map((one) => (
              <Radio key={one} mt={6} value={one} label={t(`report.amend.kind.${one}`)} />
            ))}
          </Radio.Group>
          <Textarea label={t('report.amend.reason')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
          {error !== null && <ErrorState error={error} />}
          <Button type="submit" variant="filled" loading={busy} disabled={reason.trim().length < shortestReason}>
            {t('report.amend.do', { next: report.number + 1 })}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
