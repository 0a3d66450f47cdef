// A network that slows, jitters, cuts, swallows and half-closes connections, and a server that is killed: afterwards everybody holds the same, and nothing is lost.
// CONSILIUM_FAULT_SCHEDULES=300 for the whole (docs/operations.md); npm test runs the first few.
import { expect, test } from 'vitest'
import { openFaultClinic } from '../support/faultSchedules.ts'

const SCHEDULES = Number(process.env['CONSILIUM_FAULT_SCHEDULES'] ?? 3)
/** Of the few, the last one kills the server. */
const FIRST_SEED = SCHEDULES < 10 ? 11 - SCHEDULES : 1

test(`${SCHEDULES} seeded fault schedules with four workstations: identical states, 0 lost`, async () => {
  const clinic = await openFaultClinic()
  const kinds = new Set<string>()
  try {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      const told = await clinic.run(seed)
      for (const kind of told.faults) kinds.add(kind)
      expect(told, `schedule ${seed}`).toMatchObject({ lost: 0, states: 1 })
    }
  } finally {
    await clinic.stop()
  }
  // A run without faults shows nothing.
  expect(kinds.size).toBeGreaterThan(2)
}, 120_000 + SCHEDULES * 60_000)
