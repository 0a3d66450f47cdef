// A block that somebody put into the report's text: a live table, laboratory values over time, or a key image. What the editor keeps of it; pure.
import { z } from 'zod'
import { Proof } from './report.ts'
import { ReportChart } from './reportChart.ts'

/** Of the report's own coded values. */
export const LIVE_SOURCES = ['staging', 'medicines', 'options'] as const
export type LiveSource = (typeof LIVE_SOURCES)[number]

const words = z.string().max(300)

export const ReportBlock = z.discriminatedUnion('source', [
  /** Of the report's own values: nothing but which. */
  z.object({ source: z.enum(LIVE_SOURCES) }),
  /** One quantity's confirmed values as they were when they were put here, each with the passage that states it. */
  z.object({
    source: z.literal('laboratory'),
    /** Key of the quantity (labTrend.ts). */
    quantity: words,
    caption: words,
    head: z.array(words).max(6),
    rows: z.array(z.object({ cells: z.array(words).max(6), proof: Proof })).min(1).max(100),
    /** The same values as a line, when there are two or more to draw. */
    chart: ReportChart.optional(),
  }),
  z.object({ source: z.literal('keyImage'), proof: Proof, caption: z.string().max(400) }),
])
export type ReportBlock = z.infer<typeof ReportBlock>
export type LabBlock = Extract<ReportBlock, { source: 'laboratory' }>
