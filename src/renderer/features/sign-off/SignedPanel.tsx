// After signing: the state of the signature, what it covers, its check by the core, the signed file, and the way to an amendment.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import type { Report } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { placeOfZone } from '#shared/domain/zones.ts'
import type { Finding } from '#shared/contract/workstation/signOff.contract.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { saveFile } from '../../data/saveFile.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportIcon, IdentityMatchIcon } from '../../ui/icons.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ContentHash } from './ContentHash.tsx'
import { Withdraw } from './Withdraw.tsx'

const statusOf = { final: 'ok', awaitingCountersignature: 'waiting', conflict: 'differs', superseded: 'note' } as const

export function SignedPanel({ signOff, report, fileName }: { signOff: SignOff; report: Report; fileName: string }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((state) => state.go)
  const isWithdrawn = report.status === 'entered-in-error'
  const countsNoMore = signOff.state === 'superseded' || isWithdrawn
  return (
    <aside className="s-act" aria-label={t('signOff.act')} data-region tabIndex={-1}>
      <h2 className="t-heading">{t('signOff.signedBy', { number: signOff.reportNumber, name: signOff.signer.name })}</h2>
      <StatusBadge status={isWithdrawn ? 'bad' : statusOf[signOff.state]}>{t(`signOff.state.${isWithdrawn ? 'withdrawn' : signOff.state}`)}</StatusBadge>
      <ContentHash hash={signOff.contentHash} />
      <dl className="s-facts">
        <div>
          <dt className="t-3">{t('signOff.when')}</dt>
          <dd>
            {format.signed(signOff)} <span className="t-3">{placeOfZone(signOff.zone)}</span>
          </dd>
        </div>
        <div>
          <dt className="t-3">{t('signOff.clock')}</dt>
          <dd>{t(signOff.timeSource === 'server' ? 'signOff.clockOfServer' : 'signOff.clockOfStation')}</dd>
        </div>
        <div>
          <dt className="t-3">{t('signOff.as')}</dt>
          <dd>{t(`role.${signOff.signer.role}`)}</dd>
        </div>
        <div>
          <dt className="t-3">{t('signOff.licence')}</dt>
          <dd>{signOff.signer.licence ?? t('common.notStated')}</dd>
        </div>
        <div>
          <dt className="t-3">{t('signOff.signature')}</dt>
          <dd className="s-signature">
            <code>{signOff.signature}</code>
            <CopyButton text={signOff.signature} label={t('signOff.copySignature')} />
          </dd>
        </div>
      </dl>
      <Verification signOff={signOff} />
      {countsNoMore ? (
        <>
          <StampedCopy signOff={signOff} fileName={fileName} />
          <p className="t-small t-2">{t('signOff.originalMeaning')}</p>
          <Button variant="subtle" component="a" href={downloadUrl(signOff.pdfSha256)} download={fileName} leftSection={<ExportIcon size={16} aria-hidden />}>
            {t('signOff.original')}
          </Button>
        </>
      ) : (
        <Button component="a" href={downloadUrl(signOff.pdfSha256)} download={fileName} leftSection={<ExportIcon size={16} aria-hidden />}>
          {t('signOff.download')}
        </Button>
      )}
      <Button variant="subtle" onClick={() => go(casePlace(signOff.caseId, 'report'), 'jump')}>
        {t('signOff.amend')}
      </Button>
      {report.status !== 'entered-in-error' && <Withdraw report={report} />}
    </aside>
  )
}

/** What leaves the house of a version that was replaced or withdrawn says so on every page. */
function StampedCopy({ signOff, fileName }: { signOff: SignOff; fileName: string }) {
  const t = useT()
  const { busy, error, run } = useRun()
  async function save() {
    await run(async () => {
      const { sha256 } = await client.delivery.exportAs({ caseId: signOff.caseId, form: 'pdf', reportId: signOff.reportId })
      saveFile(sha256, fileName.replace(/\.pdf$/, `-${t('signOff.stampedFile')}.pdf`))
    })
  }
  return (
    <>
      <Button loading={busy} leftSection={<ExportIcon size={16} aria-hidden />} onClick={() => void save()}>
        {t('signOff.stamped')}
      </Button>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}

type Result = { ok: boolean; findings: z.infer<typeof Finding>[] }

function Verification({ signOff }: { signOff: SignOff }) {
  const t = useT()
  const [result, setResult] = useState<Result | null>(null)
  const { busy, error, run } = useRun()
  async function verify() {
    await run(async () => {
      setResult(await client.signOff.verify({ caseId: signOff.caseId, reportId: signOff.reportId }))
    })
  }
  return (
    <div className="s-verify">
      <Button loading={busy} leftSection={<IdentityMatchIcon size={16} aria-hidden />} onClick={() => void verify()}>
        {t('signOff.verify')}
      </Button>
      {error !== null && <ErrorState error={error} />}
      {result && (
        <div role="status">
          <StatusBadge status={result.ok ? 'ok' : 'bad'}>{t(result.ok ? 'signOff.verified' : 'signOff.notVerified')}</StatusBadge>
          <ul className="s-findings">
            {result.findings.map((finding) => (
              <li key={`${finding.code}${finding.detail}`}>
                <StatusIcon status={finding.ok ? 'ok' : 'bad'} label={t(finding.ok ? 'signOff.findingOk' : 'signOff.findingBad')} />
                <span>
                  {t(`signOff.finding.${finding.code}`)} <code className="t-3 s-detail">{finding.detail}</code>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
