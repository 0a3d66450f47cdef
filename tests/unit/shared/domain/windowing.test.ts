import { describe, expect, test } from 'vitest'
import { greyOf, greyTable, recordedWindow, rescaleOf, voiValue, type Window } from '../../../../src/shared/domain/windowing.ts'

const identity = { slope: 1, intercept: 0 }
const window = (center: number, width: number, voiFunction: Window['voiFunction'] = 'LINEAR'): Window => ({ center, width, voiFunction })

describe('VOI of DICOM PS3.3 C.11.2.1.2', () => {
  // The standard's own example in C.11.2.1.2.1: c=2048, w=4096 maps the whole 12-bit range: 0 -> 0, 4095 -> full.
  test('centre 2048 width 4096 spreads twelve bits over the whole grey range', () => {
    expect(voiValue(0, window(2048, 4096))).toBe(0)
    expect(voiValue(4095, window(2048, 4096))).toBe(255)
    expect(voiValue(2047.5, window(2048, 4096))).toBeCloseTo(127.5, 9)
  })
  test('centre 0 width 1 is a threshold: below zero black, zero and above white', () => {
    // C.11.2.1.2.1: "if (x <= c - 0.5 - (w-1)/2) ymin; else if (x > ...) ymax": -0.5 is the edge.
    expect(voiValue(-1, window(0, 1))).toBe(0)
    expect(voiValue(0, window(0, 1))).toBe(255)
  })
  test('LINEAR_EXACT ends at c - w/2 and c + w/2, LINEAR half a value lower', () => {
    // C.11.2.1.3.2: ((x - c) / w + 0.5) * range
    expect(voiValue(50, window(100, 200, 'LINEAR_EXACT'))).toBeCloseTo(63.75, 9)
    expect(voiValue(0, window(100, 200, 'LINEAR_EXACT'))).toBe(0)
    expect(voiValue(200, window(100, 200, 'LINEAR_EXACT'))).toBe(255)
    expect(voiValue(199, window(100, 200))).toBe(255)
    expect(voiValue(199, window(100, 200, 'LINEAR_EXACT'))).toBeLessThan(255)
  })
  test('SIGMOID gives half grey at the centre and 1/(1+e^-2) half a width above', () => {
    expect(voiValue(40, window(40, 400, 'SIGMOID'))).toBe(127.5)
    expect(voiValue(240, window(40, 400, 'SIGMOID'))).toBeCloseTo(255 / (1 + Math.exp(-2)), 9)
  })
})

describe('modality, then VOI, then polarity (H6)', () => {
  test('each PET slice is rescaled by its own slope before the window', () => {
    const w = window(1000, 2000, 'LINEAR_EXACT')
    expect(greyOf(500, { slope: 2, intercept: 0 }, w, false)).toBe(greyOf(1000, identity, w, false))
    expect(greyOf(500, { slope: 2, intercept: 0 }, w, false)).not.toBe(greyOf(500, identity, w, false))
  })
  test('a CT stored as unsigned with intercept -1024 shows water where signed HU shows water', () => {
    const soft = window(40, 400)
    expect(greyOf(1024, { slope: 1, intercept: -1024 }, soft, false)).toBe(greyOf(0, identity, soft, false))
  })
  test('inversion comes last: grey and inverted grey add up to white at every value', () => {
    const table = greyTable(-1024, 3071, identity, window(40, 400), false)
    const inverted = greyTable(-1024, 3071, identity, window(40, 400), true)
    expect(table.every((grey, n) => grey + (inverted[n] ?? 0) === 255)).toBe(true)
  })
  test('table and single value give the same grey for every stored value', () => {
    for (const f of ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const) {
      const table = greyTable(-50, 150, { slope: 1.7, intercept: -3 }, window(60, 90, f), true)
      for (let v = -50; v <= 150; v++) expect(table[v + 50]).toBe(greyOf(v, { slope: 1.7, intercept: -3 }, window(60, 90, f), true))
    }
  })
})

describe('windows that files record', () => {
  const recorded = (WindowCenter: number[], WindowWidth: number[], VOILUTFunction: string | null = null) =>
    recordedWindow({ WindowCenter, WindowWidth, VOILUTFunction })
  test('width 0 is not a window; the next usable one is taken', () => {
    expect(recorded([0], [0])).toBeNull()
    expect(recorded([0, 40], [0, 400])).toEqual(window(40, 400))
  })
  test('a width below 1 is usable for LINEAR_EXACT (PET, parametric maps) and not for LINEAR', () => {
    expect(recorded([0.5], [0.8])).toBeNull()
    expect(recorded([0.5], [0.8], 'LINEAR_EXACT')).toEqual(window(0.5, 0.8, 'LINEAR_EXACT'))
  })
  test('a centre without its width is ignored', () => expect(recorded([40, 60], [400])).toEqual(window(40, 400)))
  test('slope 0 means not set, absent means identity', () => {
    expect(rescaleOf({ RescaleSlope: 0, RescaleIntercept: -1024 })).toEqual({ slope: 1, intercept: -1024 })
    expect(rescaleOf({ RescaleSlope: null, RescaleIntercept: null })).toEqual(identity)
  })
})
