// A page counts as seen only when its picture stood in view for a glance; whatever runs by does not.
import { expect, test } from 'vitest'
import { type ViewedPage, watchStanding } from '../../../../../src/renderer/viewers/pdf/standing.ts'

const whole = (page: number): ViewedPage => ({ page, drawn: true, ofPage: 100, ofWindow: 90 })

/** Asks four times a second, as the viewer does. @param at what is in view at a time @returns all pages that counted */
function watched(milliseconds: number, at: (nowMs: number) => readonly ViewedPage[]): number[] {
  const stands = watchStanding()
  const seen = new Set<number>()
  for (let now = 0; now <= milliseconds; now += 250) for (const page of stands(at(now), now)) seen.add(page)
  return [...seen]
}

test('a page that stays counts, once its second is over', () => {
  expect(watched(750, () => [whole(1)])).toEqual([])
  expect(watched(1250, () => [whole(1)])).toEqual([1])
})

test('a hundred pages turned over in half a minute are not seen: by held key, by wheel, by steps of the page key', () => {
  for (const perPage of [33, 120, 300, 700]) expect(watched(perPage * 100, (now) => [whole(1 + Math.floor(now / perPage))])).toEqual([])
  // The wheel shows the end of one page and the beginning of the next.
  expect(watched(20_000, (now) => [whole(1 + Math.floor(now / 500)), whole(2 + Math.floor(now / 500))].map((view) => ({ ...view, ofPage: 50 })))).toEqual([])
})

test('where the rush ends, that page counts; coming back to a page begins anew', () => {
  expect(watched(5000, (now) => [whole(Math.min(30, 1 + Math.floor(now / 100)))])).toEqual([30])
  expect(watched(6000, (now) => [whole(Math.floor(now / 500) % 2 === 0 ? 1 : 2)])).toEqual([])
})

test('an empty sheet, a sliver and a hidden window do not count; the large page of which a window shows a part does', () => {
  expect(watched(9000, (now) => [{ ...whole(1), drawn: now > 8500 }])).toEqual([])
  expect(watched(9000, () => [{ ...whole(1), ofPage: 20, ofWindow: 20 }])).toEqual([])
  expect(watched(9000, (now) => (now % 1000 === 750 ? [] : [whole(1)]))).toEqual([])
  expect(watched(2000, () => [{ ...whole(1), ofPage: 15, ofWindow: 100 }])).toEqual([1])
})
