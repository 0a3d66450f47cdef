// Instruments under licence: their score is taken over as somebody else counted it, their questions are not shipped. Pure.
import type { InstrumentName } from './psychology.ts'

interface LicensedScore {
  readonly max: number
  /** Lower end of each band, ascending; what the cut-offs are called by their authors. */
  readonly bands: readonly (readonly [number, string])[]
  /** A result here asks for a look. SURE counts the other way round: fewer "yes" means conflict. */
  readonly positive: (score: number) => boolean
  readonly owner: string
}

/** @source NCCN Distress Thermometer (cut-off 4); Zigmond and Snaith 1983 (HADS bands); Légaré 2010 (SURE); Zarit 1980; Nasreddine 2005 (MoCA, 26); Benaim 2004 (ADRS, 9 of 32). No cut-off is agreed on for the others: a number without a band */
export const LICENSED_SCORES: Readonly<Partial<Record<InstrumentName, LicensedScore>>> = {
  DT: { max: 10, bands: [[0, 'belowCutOff'], [4, 'distress']], positive: (score) => score >= 4, owner: '© NCCN' },
  'HADS-A': { max: 21, bands: [[0, 'normal'], [8, 'borderline'], [11, 'abnormal']], positive: (score) => score >= 8, owner: '© GL Assessment' },
  'HADS-D': { max: 21, bands: [[0, 'normal'], [8, 'borderline'], [11, 'abnormal']], positive: (score) => score >= 8, owner: '© GL Assessment' },
  ZARIT: { max: 88, bands: [], positive: () => false, owner: '© Zarit and Zarit' },
  SURE: { max: 4, bands: [[0, 'decisionalConflict'], [4, 'noConflict']], positive: (score) => score < 4, owner: '© Légaré et al.' },
  MoCA: { max: 30, bands: [[0, 'belowCutOff'], [26, 'normal']], positive: (score) => score < 26, owner: '© MoCA Cognition' },
  'FCRI-SF': { max: 36, bands: [], positive: () => false, owner: '© Simard and Savard' },
  'QLQ-C30': { max: 100, bands: [], positive: () => false, owner: '© EORTC' },
  'EQ-5D': { max: 100, bands: [], positive: () => false, owner: '© EuroQol Research Foundation' },
  'MDS-UPDRS-I': { max: 52, bands: [], positive: () => false, owner: '© International Parkinson and Movement Disorder Society' },
  'SADQ-10': { max: 30, bands: [], positive: () => false, owner: '© Sutcliffe and Lincoln' },
  ADRS: { max: 32, bands: [[0, 'belowCutOff'], [9, 'distress']], positive: (score) => score >= 9, owner: '© Benaim et al.' },
}

export type LicensedResult = { total: number; band: string | null; screenPositive: boolean } | { refusal: { code: 'valueOutOfRange' | 'notLicensedInstrument' } }

export function licensedScore(instrument: InstrumentName, score: number): LicensedResult {
  const form = LICENSED_SCORES[instrument]
  if (!form) return { refusal: { code: 'notLicensedInstrument' } }
  if (!Number.isInteger(score) || score < 0 || score > form.max) return { refusal: { code: 'valueOutOfRange' } }
  return { total: score, band: form.bands.findLast(([from]) => score >= from)?.[1] ?? null, screenPositive: form.positive(score) }
}
