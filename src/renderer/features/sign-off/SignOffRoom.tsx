// Signing a report: what was checked, the pages as they will be signed, the act. Composes; each part is in its own file.
import './signOff.css'
import { SegmentedControl } from '@mantine/core'
import { useCallback, useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { User } from '#shared/domain/people.ts'
import type { Report, ReportTemplate } from '#shared/domain/report.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { blobUrl } from '../../data/content.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { useCase, useProfile, useReports, useSigningProgress, useSignOffs } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split } from '../../ui/Split.tsx'
import { PdfReader } from '../../viewers/pdf/PdfReader.tsx'
import { CheckList } from './CheckList.tsx'
import { SectionWatch } from './SectionWatch.tsx'
import { SignedPanel } from './SignedPanel.tsx'
import { VersionChoice, VersionStamp } from './VersionChoice.tsx'
import { SigningPanel } from './SigningPanel.tsx'
import { useSeenPreview } from './useSeenPreview.ts'

/** @param version report that is looked at; null = the newest */
export function SignOffRoom({ caseId, version }: { caseId: string; version: string | null }) {
  const line = useCase(caseId)
  const reports = useReports(caseId)
  const signOffs = useSignOffs(caseId)
  const me = useProfile().data?.me ?? null
  const failed = [line, reports, signOffs].find((query) => query.isError && !query.data)
  if (failed)
    return (
      <div className="c-empty">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    )
  const report = reports.data?.reports.find(({ id }) => id === version) ?? reports.data?.reports[0]
  if (!line.data || !reports.data || !signOffs.data || !me || !report) return <LoadingLine />
  return <SignOffDesk key={report.id} reviewCase={line.data.reviewCase} report={report} template={reports.data.template} versions={reports.data.reports} superseded={signOffs.data.filter(({ state }) => state === 'superseded').map(({ reportId }) => reportId)} signOffs={signOffs.data.filter(({ reportId }) => reportId === report.id)} me={me} />
}

interface SignOffDeskProps {
  reviewCase: ReviewCase
  report: Report
  /** Newest first. */
  versions: readonly Report[]
  superseded: readonly string[]
  template: ReportTemplate
  signOffs: readonly SignOff[]
  me: User
}

function SignOffDesk({ reviewCase, report, versions, superseded, template, signOffs, me }: SignOffDeskProps) {
  const t = useT()
  const [language, setLanguage] = useState<Language>(report.language)
  const [passphrase, setPassphrase] = useState('')
  const signed = signOffs[0] ?? null
  const empty = useCallback(() => setPassphrase(''), [])
  const seen = useSeenPreview(report, language, signed === null, empty)
  const panels = usePanelSizes('signOff')
  const progress = useSigningProgress(reviewCase.id, report.id, language)
  const obstacles = seen.preview?.obstacles
  const blockers = obstacles?.filter(({ severity }) => severity === 'blocker').length ?? 0
  const pdf = signed?.pdfSha256 ?? seen.preview?.pdfSha256 ?? null
  const chooseLanguage = (value: string) => {
    empty()
    setLanguage(value === 'es' ? 'es' : 'en')
  }
  const { noteSection } = seen
  const refetchPages = seen.refetch
  const refetchProgress = progress.refetch
  const refetch = useCallback(() => {
    refetchPages()
    void refetchProgress()
  }, [refetchPages, refetchProgress])
  const pages = (
    <section className="s-pages" aria-label={t('signOff.pages')} data-region data-viewer="signOff" tabIndex={-1}>
      <VersionStamp report={report} versions={versions} isSuperseded={superseded.includes(report.id)} />
      {seen.error !== null && !pdf ? (
        <div className="c-empty">
          <ErrorState error={seen.error} onRetry={refetch} />
        </div>
      ) : pdf ? (
        <PdfReader
          key={pdf}
          address={blobUrl(pdf)}
          name={t('signOff.pages')}
          hasText
          language={language}
          compact
          head={
            <>
            <VersionChoice versions={versions} report={report} isSigned={signed !== null} superseded={superseded} />
            {!signed && (
              <SegmentedControl
                size="xs"
                aria-label={t('signOff.language')}
                value={language}
                onChange={chooseLanguage}
                data={[
                  { value: 'en', label: t('language.en') },
                  { value: 'es', label: t('language.es') },
                ]}
              />
            )}
            </>
          }
          tools={seen.isLoading ? <span className="t-small t-2">{t('signOff.rendering')}</span> : null}
        />
      ) : (
        <LoadingLine what={t('signOff.rendering')} />
      )}
    </section>
  )
  const checks = <CheckList reviewCase={reviewCase} sections={template.sections} obstacles={obstacles} checkedAt={seen.checkedAt} signOffs={signOffs} report={report} progress={progress.data} />
  const act = signed ? (
    <SignedPanel signOff={signed} report={report} fileName={`${reviewCase.caseNumber}-report-${report.number}.pdf`} />
  ) : (
    <SigningPanel report={report} preview={seen.isLoading ? null : seen.preview} language={language} me={me} progress={progress.data} sections={template.sections} blockers={blockers} changed={seen.changed} passphrase={passphrase} onPassphrase={setPassphrase} onStale={refetch} />
  )
  if (!panels.ready) return null
  return (
    <div className="s-room">
      {signed === null &&
        template.sections
          .filter(({ kind }) => kind !== 'signatures')
          .map(({ key }) => <Watch key={key} sectionKey={key} report={report} onChanged={noteSection} onSettled={refetch} />)}
      <Split
        id="signOff"
        sizes={panels.sizes}
        onSizes={panels.remember}
        panels={[
          { id: 'checks', label: t('signOff.checked'), size: '300px', min: '220px', max: '420px', content: checks },
          { id: 'pages', label: t('signOff.pages'), min: '360px', content: pages },
          { id: 'act', label: t('signOff.act'), size: '352px', min: '300px', max: '480px', content: act },
        ]}
      />
    </div>
  )
}

const restMs = 800

function Watch({ sectionKey, report, onChanged, onSettled }: { sectionKey: string; report: Report; onChanged(key: string): void; onSettled(): void }) {
  const [timer] = useState(() => ({ id: 0 }))
  const note = useCallback(() => {
    onChanged(sectionKey)
    window.clearTimeout(timer.id)
    timer.id = window.setTimeout(onSettled, restMs)
  }, [sectionKey, onChanged, onSettled, timer])
  return <SectionWatch room={roomName({ kind: 'section', caseId: report.caseId, report: report.number, section: sectionKey })} onChanged={note} />
}
