import { describe, expect, test } from 'vitest'
import { allProtocols, fittingProtocols, hang, type HangingProtocol, type HangingStack, hangingKey, SHIPPED_PROTOCOLS } from '../../../../src/shared/domain/hanging.ts'
import type { ImageStack, ImagingSeries, ImagingStudy } from '../../../../src/shared/domain/imagingStudy.ts'

interface Made { date: string; modality?: string; words?: string; plane?: string | null; part?: string; side?: string; view?: string; images?: number }
const made = ({ date, modality = 'CT', words = '', plane = 'axial', part = 'CHEST', side, view, images = 50 }: Made): HangingStack => ({
  study: { StudyInstanceUID: date, studyDate: date, StudyDescription: '' } as ImagingStudy,
  series: { Modality: modality, SeriesDescription: words, BodyPartExamined: part } as ImagingSeries,
  stack: { stackId: `${date}${words}${side}${view}`, orientation: plane, SOPInstanceUIDs: Array.from({ length: images }, (_, n) => String(n)), ...(side ? { Laterality: side } : {}), ...(view ? { ViewPosition: view } : {}) } as ImageStack,
})
const shipped = (id: string) => SHIPPED_PROTOCOLS.find((protocol) => protocol.id === id) as HangingProtocol
const names = (found: (HangingStack | null)[]) => found.map((one) => one && `${one.study.studyDate} ${one.series.SeriesDescription}${one.stack.Laterality ?? ''}${one.stack.ViewPosition ?? ''}`.trim())

describe('a protocol puts the stack it asks for into each viewer, or nothing', () => {
  test('baseline left, newest right; a single date leaves the left one empty', () => {
    const [old, recent] = [made({ date: '2026-05-24', words: 'old' }), made({ date: '2026-10-29', words: 'new' })]
    expect(names(hang(shipped('ctTwoDates'), [recent, old]))).toEqual(['2026-05-24 old', '2026-10-29 new'])
    expect(names(hang(shipped('ctTwoDates'), [recent]))).toEqual([null, '2026-10-29 new'])
  })
  test('one stack stands twice only with two windows', () => {
    const only = made({ date: '2026-10-29', words: 'thorax' })
    expect(names(hang(shipped('ctLungSoft'), [only]))).toEqual(['2026-10-29 thorax', '2026-10-29 thorax'])
    const run = (n: number) => made({ date: '2026-10-29', modality: 'XA', words: `run ${n}`, plane: null })
    expect(names(hang(shipped('angiography'), [run(1), run(2)]))).toEqual(['2026-10-29 run 1', '2026-10-29 run 2', null, null])
  })
  test('mammograms by side and view, right breast on the left of the screen; a missing view stays empty', () => {
    const views = (['R', 'L'] as const).flatMap((side) => (['MLO', 'CC'] as const).map((view) => made({ date: '2026-10-29', modality: 'MG', side, view, plane: null })))
    expect(names(hang(shipped('mammography'), views))).toEqual(['2026-10-29 RCC', '2026-10-29 LCC', '2026-10-29 RMLO', '2026-10-29 LMLO'])
    expect(names(hang(shipped('mammography'), views.filter(({ stack }) => stack.ViewPosition === 'CC')))).toEqual(['2026-10-29 RCC', '2026-10-29 LCC', null, null])
  })
  test('words choose among series of a brain, in their order of preference', () => {
    const brain = ['t2_tse_tra', 't1_mprage', 'ep2d_diff ADC', 'FLAIR tra'].map((words) => made({ date: '2026-10-29', modality: 'MR', words, part: 'BRAIN' }))
    expect(names(hang(shipped('mrBrain'), brain))).toEqual(['2026-10-29 FLAIR tra', '2026-10-29 ep2d_diff ADC', '2026-10-29 t2_tse_tra', '2026-10-29 t1_mprage'])
  })
})

test('protocols for the part of the body come before those for any; accents and case do not count', () => {
  const thorax = made({ date: '2026-10-29', part: 'Tórax' })
  expect(fittingProtocols(allProtocols([]), thorax).map(({ id }) => id)).toEqual(['ctLungSoft', 'ctTwoDates'])
  expect(hangingKey(thorax)).toBe('CT/TORAX')
})

test('a changed shipped protocol stands in its place, an own one at the end', () => {
  const changed = { ...shipped('ctTwoDates'), linked: false }
  const own = { ...shipped('ctTwoDates'), id: 'own1', name: 'Mine' }
  const all = allProtocols([own, changed])
  expect(all.find(({ id }) => id === 'ctTwoDates')?.linked).toBe(false)
  expect(all.at(-1)?.name).toBe('Mine')
  expect(all).toHaveLength(SHIPPED_PROTOCOLS.length + 1)
})
