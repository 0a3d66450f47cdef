// A block inside the report's text: the report's own values as they are now, laboratory values as they were put there, a key image with its words.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import { liveSection, liveTable } from '#shared/domain/liveTables.ts'
import type { LabBlock, LiveSource, ReportBlock } from '#shared/domain/reportBlock.ts'
import { carriedOver } from '#shared/domain/templateFacts.ts'
import { useSection } from '../../data/section.ts'
import type { BlockAtom } from '../../editor/blockAtom.tsx'
import { useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { useReportDesk } from './deskContext.ts'
import { ReportedChart } from './ReportedChart.tsx'
import { saysTheSame, useLabBlocks } from './useLabBlocks.ts'

interface TextBlockProps {
  block: BlockAtom<ReportBlock>
  writable: boolean
}

export function TextBlock({ block: { value, replace, remove }, writable }: TextBlockProps) {
  const t = useT()
  const what = t(`report.block.${value?.source ?? 'unreadable'}`)
  return (
    <figure className="r-lesions" aria-label={what}>
      {!value ? (
        <p className="r-lesions-state">{what}</p>
      ) : value.source === 'laboratory' ? (
        <LabTable block={value} />
      ) : value.source === 'keyImage' ? (
        <KeyImage block={value} writable={writable} onReplace={replace} />
      ) : (
        <LiveTable source={value.source} />
      )}
      {writable && (
        <div className="r-lesions-state">
          {value?.source === 'laboratory' && <LabFreshness block={value} onReplace={replace} />}
          {value && value.source !== 'laboratory' && value.source !== 'keyImage' && <span className="t-small t-2">{t('report.block.isLive')}</span>}
          <Button size="compact-sm" variant="subtle" onClick={remove}>
            {t('report.block.remove')}
          </Button>
        </div>
      )}
    </figure>
  )
}

const quiet = () => undefined

/** Read from the section that codes the values, as it is now. */
function LiveTable({ source }: { source: LiveSource }) {
  const t = useT()
  const { report, template } = useReportDesk()
  const found = liveSection(template, source)
  const open = useSection(found && roomName({ kind: 'section', caseId: report.caseId, report: report.number, section: found.section.key }), quiet)
  if (!found) return <p className="r-lesions-state">{t('report.block.notHere')}</p>
  if (!open || (!open.room.synced && !open.room.refused)) return <LoadingLine />
  const values = carriedOver(found.section, open.registers)
  const table = liveTable(template, source, () => values, report.language)
  if (!table) return <p className="r-lesions-state">{t('report.block.nothingYet', { section: `${found.section.number} ${found.section.title[t.language]}` })}</p>
  const [head = [], ...rows] = table.rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by key
    <section className="r-lesions-scroll" lang={report.language} aria-label={table.caption} tabIndex={0}>
      <table className="r-block-table">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {head.map((name, n) => (
              // Two options may have one name, two rows the same words: their places tell them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a column is
              <th key={n} scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row is
            <tr key={r}>{row.map((text, n) => (n === 0 ? <th key="name" scope="row">{text}</th> : <td key={`${head[n]} ${n}`}>{text}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function LabTable({ block: { caption, head, rows, chart } }: { block: LabBlock }) {
  const { openProof, report } = useReportDesk()
  return (
    <>
      <div className="r-lesions-scroll">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, proof }) => (
              <tr key={proof.annotationId}>
                {cells.map((text, n) => (n === 1 ? <td key={head[n]}><ProofChip kind={proof.kind} place={text} onOpen={() => openProof(proof)} /></td> : n === 0 ? <th key={head[n]} scope="row">{text}</th> : <td key={head[n]}>{text}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chart && <ReportedChart chart={chart} language={report.language} />}
    </>
  )
}

/** Nothing changes in a report by itself: a person takes new values over. */
function LabFreshness({ block, onReplace }: { block: LabBlock; onReplace(next: ReportBlock): void }) {
  const t = useT()
  const { report } = useReportDesk()
  const labs = useLabBlocks(report.caseId, report.language)
  if (!labs.ready) return <span className="t-small t-3">{t('report.block.comparing')}</span>
  const now = labs.now(block.quantity)
  if (now && saysTheSame(now, block))
    return (
      <span className="r-lesions-line t-small t-2">
        <StatusIcon status="ok" /> {t('report.block.current')}
      </span>
    )
  return (
    <>
      <span className="r-lesions-line t-small t-warn" role="status">
        <StatusIcon status="warn" /> {t(now ? 'report.block.changed' : 'report.block.gone')}
      </span>
      {now && (
        <Button
          size="compact-sm"
          variant="filled"
          onClick={() => {
            const next = labs.make(block.quantity)
            if (next) onReplace(next)
          }}
        >
          {t('report.lesions.update')}
        </Button>
      )}
    </>
  )
}

function KeyImage({ block, writable, onReplace }: { block: Extract<ReportBlock, { source: 'keyImage' }>; writable: boolean; onReplace(next: ReportBlock): void }) {
  const t = useT()
  const { openProof, report } = useReportDesk()
  const { proof, caption } = block
  // While it is being written the field is its writer's; every letter goes into the text at once.
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div className="r-keyimage">
      <ProofChip kind={proof.kind} place={proof.label} onOpen={() => openProof(proof)} />
      {writable ? (
        <input
          className="r-control"
          aria-label={t('report.block.caption')}
          placeholder={t('report.block.caption')}
          maxLength={400}
          value={typed ?? caption}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            onReplace({ ...block, caption: event.currentTarget.value })
          }}
          onBlur={() => setTyped(null)}
        />
      ) : (
        <span lang={report.language}>{caption}</span>
      )}
      <span className="t-small t-3">{t('report.block.printed')}</span>
    </div>
  )
}
