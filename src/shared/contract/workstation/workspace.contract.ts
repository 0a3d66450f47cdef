import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ClinicEntry, OwnPhrase } from '../../domain/phrase.ts'
import { ReadingPreferences } from '../../domain/readingPreferences.ts'
import { Language } from '../../domain/reviewCase.ts'
import { openProcedure, signedInProcedure } from '../procedure.ts'

export const HostInfo = z.object({
  host: z.enum(['electron', 'browser', 'cli', 'test']),
  picker: z.enum(['native', 'upload']),
  version: z.string(),
  platform: z.string(),
})
export type HostInfo = z.infer<typeof HostInfo>

/** What the person set up for themselves; small JSON values, e.g. theme, language, panel sizes. */
export const Preferences = z.object({
  language: Language.nullable(),
  theme: z.enum(['dark', 'light', 'system']),
  textScale: z.number().min(0.9).max(1.3),
  panels: z.record(z.string(), z.record(z.string(), z.number())),
  /** Phrases of their own for reports; absent = none kept yet. */
  phrases: z.array(OwnPhrase).max(300).optional(),
  /** Words of their own that are spelled right. */
  words: z.array(z.string().trim().min(2).max(80)).max(5000).optional(),
  /** Words that no dictionary knows are marked in reports; absent = they are. */
  spelling: z.boolean().optional(),
  /** How images are read; absent = as shipped. */
  reading: ReadingPreferences.optional(),
})
export type Preferences = z.infer<typeof Preferences>

/** Something changed in the core; the named query is read again. */
export const LiveEvent = z.object({
  topic: z.enum(['cases', 'case', 'reports', 'signOffs', 'sync', 'profile', 'imports', 'psychology', 'delivery', 'board']),
  caseId: z.string().nullable(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

export const workspaceContract = {
  host: openProcedure().output(HostInfo),
  /** Licences of the parts of other people that the product carries, as they came. */
  notices: openProcedure().output(z.object({ text: z.string() })),
  /** Where the person was: opaque to the core, kept so that a crash returns there. */
  place: signedInProcedure().output(z.object({ place: z.string().max(20_000).nullable() })),
  savePlace: signedInProcedure().input(z.object({ place: z.string().max(20_000) })).output(z.object({ savedAt: z.string() })),
  preferences: signedInProcedure().output(Preferences),
  savePreferences: signedInProcedure().input(Preferences).output(Preferences),
  /** Words and phrases that everybody of the clinic has. */
  clinic: signedInProcedure().output(z.array(ClinicEntry)),
  /** Puts one there, changes it, or takes it out; it goes to the others with the next exchange. @returns all */
  keepForClinic: signedInProcedure().input(ClinicEntry).output(z.array(ClinicEntry)),
  live: signedInProcedure().output(eventIterator(LiveEvent)),
}
