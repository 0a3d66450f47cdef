// How a person reads: which facts stand on the image, whether lines of other slices are drawn, how series are hung. Kept with the profile.
import { z } from 'zod'
import { HangingProtocol } from './hanging.ts'

/** What may stand in the corners of a slice; letters, scale and warnings always do. */
export const CORNER_FACTS = ['series', 'slice', 'position', 'thickness', 'window', 'value', 'raw', 'zoom'] as const
export type CornerFact = (typeof CORNER_FACTS)[number]

export const ReadingPreferences = z.object({
  cornerFacts: z.array(z.enum(CORNER_FACTS)),
  referenceLines: z.boolean(),
  /** Own protocols, and shipped ones as they were changed (same id). */
  protocols: z.array(HangingProtocol).max(60),
  /** Protocol by `hangingKey`, taken up when such a study is opened. */
  chosen: z.record(z.string(), z.string()),
})
export type ReadingPreferences = z.infer<typeof ReadingPreferences>

export const USUAL_READING: ReadingPreferences = {
  cornerFacts: ['series', 'slice', 'position', 'window', 'value', 'zoom'],
  referenceLines: true,
  protocols: [],
  chosen: {},
}
