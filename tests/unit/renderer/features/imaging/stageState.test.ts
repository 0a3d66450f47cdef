import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../../../../src/renderer/features/imaging/panes.ts'
import { arrive, EMPTY_STAGE, LAYOUTS, layOut, placeOfStage, put, restore, type StageState, toggleCompare } from '../../../../../src/renderer/features/imaging/stageState.ts'
import type { Target } from '../../../../../src/renderer/app/place.ts'
import type { ImagingStudy } from '../../../../../src/shared/domain/imagingStudy.ts'

const study = (uid: string, studyDate: string, series: readonly string[]) =>
  ({
    StudyInstanceUID: uid,
    studyDate,
    series: series.map((name) => ({
      SeriesInstanceUID: `${uid}.${name}`, Modality: 'CT', SeriesDescription: name, SeriesNumber: 1, issues: [],
      stacks: [{ stackId: `${uid}.${name}.0`, orientation: 'axial', issues: [], SOPInstanceUIDs: Array.from({ length: 60 }, (_, n) => `${uid}.${name}.${n}`) }],
    })),
  }) as unknown as ImagingStudy

const studies = [study('1', '2026-05-24', ['1', '2']), study('2', '2026-10-29', ['1', '2', '3'])]
const nothingSeen = { anchor: null, near: null }
const proof = (series: string, n: number): Target => ({
  annotationId: 'a',
  anchor: { kind: 'image', StudyInstanceUID: series.split('.')[0]!, SeriesInstanceUID: series, SOPInstanceUID: `${series}.${n}`, frame: 1, FrameOfReferenceUID: null, view: null },
})
const shownBy = (state: StageState) => state.panes[state.active]

test('a series UID that two studies carry is two stacks: each opens, stands beside the other and is remembered as itself', () => {
  const shared = ['1', '2'].map((uid) => {
    const { series, ...rest } = study(uid, '2026-05-24', ['s'])
    return { ...rest, series: series.map((one) => ({ ...one, SeriesInstanceUID: '9', stacks: one.stacks.map((stack) => ({ ...stack, stackId: '9.0' })) })) }
  })
  const [first, second] = entriesOf(shared)
  const both = put({ ...EMPTY_STAGE, layout: { rows: 1, columns: 2 }, panes: [{ entry: first!, anchor: null }, null], active: 1 }, { entry: second!, anchor: null })
  expect(both.panes.map((pane) => pane?.entry.study.StudyInstanceUID)).toEqual(['1', '2'])
  expect(restore(placeOfStage(both, false), shared).panes.map((pane) => pane?.entry.study.StudyInstanceUID)).toEqual(['1', '2'])
  const opened = (open: string | null, target: Target | null = null) => shownBy(arrive(EMPTY_STAGE, { studies: shared, target, isNew: target !== null, open }))?.entry.study.StudyInstanceUID
  for (const uid of ['1', '2']) expect([opened(`${uid}/9`), opened(uid)]).toEqual([uid, uid])
  // A place of an earlier version names the series only: which of the two was meant is not known, so the room opens as if nothing was asked.
  expect(opened('9')).toBe(opened(null))
  // A proof goes to its slice in its own study; where that study holds no such slice, to none of the other.
  const at = (StudyInstanceUID: string, SOPInstanceUID: string): Target => ({ annotationId: 'a', anchor: { kind: 'image', StudyInstanceUID, SeriesInstanceUID: '9', SOPInstanceUID, frame: 1, FrameOfReferenceUID: null, view: null } })
  expect([opened(null, at('1', '1.s.7')), opened(null, at('2', '2.s.7')), opened(null, at('1', '2.s.7'))]).toEqual(['1', '2', undefined])
})

test('a study without pictures opens none of another study in their place', () => {
  const [dated] = studies
  const wordless = { ...study('3', '2026-11-01', ['1']), series: study('3', '2026-11-01', ['1']).series.map((one) => ({ ...one, issues: ['notDisplayable' as const], stacks: [] })) }
  const state = arrive(EMPTY_STAGE, { studies: [dated!, wordless], target: null, isNew: false, open: '3' })
  expect(state.panes).toEqual([null])
  expect(shownBy(arrive(EMPTY_STAGE, { studies: [dated!, wordless], target: null, isNew: false, open: '7' }))?.entry.study.StudyInstanceUID).toBe('1')
  // An object that is no picture, filed in a series of pictures, hides none of them.
  const mixed = { ...study('4', '2026-11-02', ['1']), series: study('4', '2026-11-02', ['1']).series.map((one) => ({ ...one, issues: ['notDisplayable' as const] })) }
  expect(shownBy(arrive(EMPTY_STAGE, { studies: [dated!, mixed], target: null, isNew: false, open: '4' }))?.entry.stack.SOPInstanceUIDs).toHaveLength(60)
})

describe('a proof opens exactly its slice (H7)', () => {
  test('when it arrives together with the studies, the middle of the series never takes its place', () => {
    const state = arrive(EMPTY_STAGE, { studies, target: proof('1.2', 7), isNew: true, open: '2.1' })
    expect(shownBy(state)).toMatchObject({ entry: { series: { SeriesInstanceUID: '1.2' } }, anchor: { SOPInstanceUID: '1.2.7' } })
    // The same studies read again change nothing.
    expect(arrive(state, { studies: [...studies], target: proof('1.2', 7), isNew: false, open: '2.1' })).toBe(state)
  })
  test('after any way around the room a proof shows its own image in the active viewer', () => {
    const entries = entriesOf(studies)
    const step = fc.oneof(
      fc.record({ do: fc.constant('open' as const), n: fc.nat(4) }),
      fc.record({ do: fc.constant('layout' as const), n: fc.nat(LAYOUTS.length - 1) }),
      fc.record({ do: fc.constant('compare' as const), n: fc.constant(0) }),
      fc.record({ do: fc.constant('active' as const), n: fc.nat(11) }),
    )
    const walk = (state: StageState, { do: act, n }: { do: string; n: number }): StageState => {
      if (act === 'open') return put(state, { entry: entries[n]!, anchor: null })
      if (act === 'layout') return layOut(state, LAYOUTS[n]!, studies, nothingSeen)
      if (act === 'compare') return toggleCompare(state, studies, nothingSeen)
      return { ...state, active: n % state.panes.length }
    }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom('1.1', '1.2', '2.1', '2.2', '2.3'), fc.nat(59), (steps, series, n) => {
        const before = steps.reduce(walk, arrive(EMPTY_STAGE, { studies, target: null, isNew: false, open: null }))
        const after = arrive(before, { studies, target: proof(series, n), isNew: true, open: null })
        expect(shownBy(after)?.entry.series.SeriesInstanceUID).toBe(series)
        expect(shownBy(after)?.anchor?.SOPInstanceUID).toBe(`${series}.${n}`)
        expect(after.panes).toHaveLength(after.layout.rows * after.layout.columns)
      }),
    )
  })
  test('an image that is not there is said, nothing stands in for it, and it opens when it has come', () => {
    const late = study('3', '2026-11-01', ['1'])
    const missing = arrive(EMPTY_STAGE, { studies, target: proof('3.1', 4), isNew: true, open: null })
    expect(missing).toMatchObject({ unknownTarget: true, panes: [null] })
    const come = arrive(missing, { studies: [...studies, late], target: proof('3.1', 4), isNew: false, open: null })
    expect(come.unknownTarget).toBe(false)
    expect(shownBy(come)?.anchor?.SOPInstanceUID).toBe('3.1.4')
  })
})

describe('layouts', () => {
  const one = arrive(EMPTY_STAGE, { studies, target: null, isNew: false, open: '2.1' })
  test('more viewers keep what stands and take the other stacks of the study, then other dates; no stack twice', () => {
    const four = layOut(one, { rows: 2, columns: 2 }, studies, nothingSeen)
    expect(four.panes.map((p) => p?.entry.series.SeriesInstanceUID)).toEqual(['2.1', '2.2', '2.3', '1.1'])
    const twelve = layOut(four, { rows: 3, columns: 4 }, studies, nothingSeen)
    expect(twelve.panes.filter((p) => p === null)).toHaveLength(7)
    const back = layOut({ ...twelve, active: 2 }, { rows: 1, columns: 1 }, studies, nothingSeen)
    expect(shownBy(back)?.entry.series.SeriesInstanceUID).toBe('2.3')
  })
  test('a remembered stage comes back as it was, without stacks that are gone', () => {
    const four = { ...layOut(one, { rows: 2, columns: 2 }, studies, nothingSeen), active: 3 }
    const again = restore(placeOfStage(four, false), studies)
    expect(again.panes.map((p) => p?.entry.series.SeriesInstanceUID)).toEqual(['2.1', '2.2', '2.3', '1.1'])
    expect(again.active).toBe(3)
    expect(restore(placeOfStage(four, false), [studies[1]!]).panes[3]).toBeNull()
  })
})
