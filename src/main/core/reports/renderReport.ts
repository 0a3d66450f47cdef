// From signed content to PDF bytes, in workers: first the pictures (foreign pixel data), then the pages. A failure of the first costs only pictures.
import type { CanonicalProof, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { type ProofImages, readProofFrame, type WantedFrame } from '../imaging/proofFrame.ts'
import type { ProofFrame } from '../jobs/tasks/renderProofRasters.ts'
import { openWorkerPool, runTask, WorkerFailure } from '../jobs/workers.ts'
import type { Logger } from '../ports.ts'
import type { ReportContent } from './gatherReport.ts'
import type { ProofRaster } from './pdf/proofRaster.ts'
import type { PrintedSignature } from './pdf/signatureBlock.ts'
import type { PrintStamp } from './pdf/stampWords.ts'

export interface RenderPorts {
  readonly printer: Printer
}

export interface Printer {
  /** Pictures of the proofs on images, as far as they are on this machine and can be decoded. */
  pictures(content: ReportContent): Promise<readonly ProofRaster[]>
  /** The same input gives the same bytes. With a signature the PDF has an empty field for the CMS. @throws WorkerFailure */
  pages(content: Pick<ReportContent, 'text' | 'contentHash'>, rasters: readonly ProofRaster[], signature: PrintedSignature | null, stamp?: PrintStamp | null): Promise<Uint8Array>
  close(): Promise<void>
}

const PICTURES_TIMEOUT_MS = 30_000
/** Between looking at the pages and signing them: the thread that printed them stays, with what it learnt of the fonts. */
const IDLE_MS = 180_000

/** One per unlocked profile. */
export function openPrinter({ imaging, log }: { imaging: ProofImages; log: Logger }): Printer {
  // Our own words and rendered pixels only: a thread that is used again is safe here, and it knows the fonts already.
  const pages = openWorkerPool('derive', { size: 1, idleMs: IDLE_MS })
  let last: { key: string; rasters: readonly ProofRaster[] } | null = null

  async function pictures({ canonical, contentHash }: ReportContent): Promise<readonly ProofRaster[]> {
    const frames: ProofFrame[] = []
    for (const proof of canonical.proofs) {
      const frame = await readFrame(imaging, canonical, proof)
      if (frame) frames.push(frame)
    }
    if (frames.length === 0) return []
    // The content names every frame's place, window and series hash; only which frames are here yet can differ.
    const key = `${contentHash} ${frames.map(({ number }) => number).join()}`
    if (last?.key === key) return last.rasters
    try {
      const rasters = await runTask('derive', 'renderProofRasters', frames, { timeoutMs: PICTURES_TIMEOUT_MS })
      last = { key, rasters }
      return rasters
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      log.warn('report.noPictures', { reason: error.reason })
      return []
    }
  }

  return {
    pictures,
    pages: async ({ text, contentHash }, rasters, signature, stamp = null) => (await pages.run('renderReportPdf', { canonicalText: text, contentHash, signature, rasters, stamp })).pdf,
    close: () => {
      last = null
      return pages.close()
    },
  }
}

async function readFrame(imaging: ProofImages, report: CanonicalReport, { number, anchor, measurement }: CanonicalProof): Promise<ProofFrame | undefined> {
  if (anchor.kind !== 'image') return undefined
  const series = report.material.studies.find((study) => study.StudyInstanceUID === anchor.StudyInstanceUID)?.series.find((one) => one.SeriesInstanceUID === anchor.SeriesInstanceUID)
  if (!series) return undefined
  const points = measurement?.pixels.map(([column, row]) => [Number(column), Number(row)] as const) ?? []
  return readProofFrame(imaging, { caseId: report.caseId, number, place: anchor, Modality: series.modality, view: anchor.view && seenAs(anchor.view), points })
}

/** The signed decimal strings as numbers. */
function seenAs({ windowCenter, windowWidth, invert, fit, centre, turn }: NonNullable<Extract<CanonicalProof['anchor'], { kind: 'image' }>['view']>): WantedFrame['view'] {
  return {
    windowCenter: Number(windowCenter), windowWidth: Number(windowWidth), invert, centre: centre && [Number(centre[0]), Number(centre[1]), Number(centre[2])],
    ...(fit === undefined ? {} : { fit: Number(fit) }), ...(turn ? { turn } : {}),
  }
}
