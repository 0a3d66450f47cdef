import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import { events, lines } from '../../../../support/shellBench/fixtures.ts'
import { answerState } from '../../../../../src/renderer/features/case-overview/answerState.ts'
import { nextStep } from '../../../../../src/renderer/features/case-overview/nextStep.ts'
import { placeLane, scaleOf, ticksOf } from '../../../../../src/renderer/features/case-overview/timelineLayout.ts'

const at = (date: string, title = 'CT chest'): CaseEvent => ({ at: date, lane: 'imaging', labelKey: 'imaging', title, documentId: null, StudyInstanceUID: null, actorName: null })

describe('the course of the illness', () => {
  test('no label lies over a neighbouring point or another label, at any width', () => {
    for (const width of [320, 600, 900, 1500]) {
      const scale = scaleOf(events, width)
      for (const lane of ['care', 'imaging', 'pathology', 'treatment'] as const) {
        const placed = placeLane(events.filter((e) => e.lane === lane), scale, width)
        const boxes = placed.flatMap((p) => {
          const wide = Math.min(p.room, p.event.title.length * 6.2 + (p.hidden.length ? 24 : 0))
          const label = p.label === 'right' ? [[p.x + 19, p.x + 19 + wide]] : p.label === 'left' ? [[p.x - 19 - wide, p.x - 19]] : []
          return [[p.x - 11, p.x + 11], ...label]
        })
        boxes.sort((a, b) => a[0]! - b[0]!)
        for (let i = 1; i < boxes.length; i++) expect(boxes[i]![0]!).toBeGreaterThanOrEqual(boxes[i - 1]![1]! - 0.01)
      }
    }
  })

  test('two events of one day are one point that counts the other, and neither is lost', () => {
    const pair = [at('2026-05-06', 'CT chest'), at('2026-05-06', 'PET/CT'), at('2026-11-06')]
    const placed = placeLane(pair, scaleOf(pair, 800), 800)
    expect(placed.map((p) => p.hidden.length)).toEqual([1, 0])
  })

  test('one event alone is drawn, without dividing by a span of zero', () => {
    const one = [at('2026-05-06')]
    expect(Number.isFinite(placeLane(one, scaleOf(one, 800), 800)[0]!.x)).toBe(true)
  })

  test('months are marked over half a year, years over thirty', () => {
    expect(ticksOf(scaleOf([at('2026-04-27'), at('2026-11-12')], 800)).map((t) => t.month)).toEqual([4, 5, 6, 7, 8, 9, 10])
    expect(ticksOf(scaleOf([at('1996-04-27'), at('2026-11-12')], 800)).every((t) => t.month === null)).toBe(true)
  })
})

describe('the next step', () => {
  const line = { ...lines[0]!, quarantined: 0, complete: { present: 5, required: 5, missing: [] } }
  const report = { id: 'r1', status: 'preliminary' } as never
  const blocker = { code: 'questionUnanswered', severity: 'blocker', sectionKey: 'answers', fieldKey: null, detail: '6' } as const
  test('an unclear identity comes before the report', () => {
    expect(nextStep({ ...line, quarantined: 1 }, [blocker], report, []).kind).toBe('setAside')
  })
  test('the first blocker, with how many follow', () => {
    expect(nextStep(line, [blocker, { ...blocker, detail: '7' }], report, [])).toMatchObject({ kind: 'obstacle', more: 1 })
  })
  test('warnings alone do not stand before the signature', () => {
    expect(nextStep(line, [{ ...blocker, severity: 'warning' }], report, []).kind).toBe('sign')
  })
  test('with documents missing the signature is open, but is not told as if nothing were wanting', () => {
    expect(nextStep({ ...line, complete: { present: 4, required: 6, missing: ['laboratory', 'consent'] } }, [], report, [])).toEqual({ kind: 'signIncomplete', count: 2 })
  })
  test('before the review the material comes first, then the patient who was asked, then the study', () => {
    const before = { ...line, stage: 'intake' as const }
    expect(nextStep({ ...before, complete: { present: 5, required: 6, missing: ['consent'] } }, [blocker], report, [])).toEqual({ kind: 'missing', codes: ['consent'] })
    expect(nextStep({ ...before, openRequests: 1 }, [], report, [])).toEqual({ kind: 'waiting', count: 1 })
    expect(nextStep(before, [blocker], report, []).kind).toBe('study')
  })
  test('a closed case has no other step', () => {
    expect(nextStep({ ...line, stage: 'notAssessable', quarantined: 2 }, [blocker], report, []).kind).toBe('closed')
  })
  test('a signed report has no further step of its own', () => {
    expect(nextStep(line, [], report, [{ reportId: 'r1' } as never]).kind).toBe('signed')
  })
})

describe('the state of an answer', () => {
  const blocker = { code: 'questionUnanswered', severity: 'blocker', sectionKey: 'answers', fieldKey: null, detail: '6' } as const
  test('unanswered, drafted, signed, no report', () => {
    expect(answerState(6, [blocker], { status: 'preliminary' } as never)).toBe('open')
    expect(answerState(5, [blocker], { status: 'preliminary' } as never)).toBe('draft')
    expect(answerState(6, [], { status: 'final' } as never)).toBe('signed')
    expect(answerState(6, [], null)).toBe('none')
  })
})
