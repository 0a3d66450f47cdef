// Renders a report's PDF from its canonical text, outside the core's thread. The text is read back, never a second source.
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { composeReport } from '../../reports/pdf/composeReport.ts'
import type { ProofRaster } from '../../reports/pdf/proofRaster.ts'
import type { PrintedSignature } from '../../reports/pdf/signatureBlock.ts'
import type { PrintStamp } from '../../reports/pdf/stampWords.ts'

export interface RenderReportInput {
  readonly canonicalText: string
  readonly contentHash: string
  readonly signature: PrintedSignature | null
  readonly rasters: readonly ProofRaster[]
  readonly stamp: PrintStamp | null
}

export interface RenderReportOutput {
  readonly pdf: Uint8Array
  readonly pages: number
}

/** The same input gives the same bytes. With a signature the PDF has an empty field for the CMS. */
export async function run({ canonicalText, contentHash, signature, rasters, stamp }: RenderReportInput): Promise<RenderReportOutput> {
  const report = CanonicalReport.parse(JSON.parse(canonicalText))
  return composeReport({ report, contentHash, signature, rasters, stamp })
}
