// The call about the opinion is one instant on two walls. Changes of clocks as the tz database has them (IANA 2024a): Europe/Madrid +2 from 29 March 2026 01:00 UTC
// and +1 from 25 October 2026 01:00 UTC; America/New_York -4 from 8 March 2026 07:00 UTC and -5 from 1 November 2026 06:00 UTC; America/Bogota -5 all year; Asia/Kolkata +5:30.
import { expect, test } from 'vitest'
import { dayOnWall, formatInstant, instantOnWall } from '../../../../src/shared/domain/localFormat.ts'
import { inZone, instantIn, instantsIn, isOnTheWall, offsetIn, zoneAt, ZONES } from '../../../../src/shared/domain/zones.ts'

test.each([
  // Both sides in summer, then each side alone after its own change, then both in winter.
  ['2026-10-20T10:00', 'America/New_York', '2026-10-20T14:00:00.000Z', '16:00'],
  ['2026-10-27T10:00', 'America/New_York', '2026-10-27T14:00:00.000Z', '15:00'],
  ['2026-11-03T10:00', 'America/New_York', '2026-11-03T15:00:00.000Z', '16:00'],
  ['2026-03-10T10:00', 'America/New_York', '2026-03-10T14:00:00.000Z', '15:00'],
  ['2026-03-30T10:00', 'America/New_York', '2026-03-30T14:00:00.000Z', '16:00'],
  // A side without a change of clocks.
  ['2026-10-24T09:00', 'America/Bogota', '2026-10-24T14:00:00.000Z', '16:00'],
  ['2026-10-26T09:00', 'America/Bogota', '2026-10-26T14:00:00.000Z', '15:00'],
  ['2026-11-24T18:45', 'Asia/Kolkata', '2026-11-24T13:15:00.000Z', '14:15'],
  ['2026-12-31T23:30', 'America/Bogota', '2027-01-01T04:30:00.000Z', '05:30'],
])('%s in %s is %s, and %s in Madrid', (local, zone, instant, madrid) => {
  expect(instantIn(local, zone)).toBe(instant)
  expect(isOnTheWall(instant, local, zone)).toBe(true)
  expect(inZone(instant, 'Europe/Madrid', 'es')).toContain(madrid)
})

test('the hour around a change of clocks: what is skipped is said, what comes twice is two instants to choose from', () => {
  // 02:30 does not exist in Madrid on 29 March 2026.
  const skipped = instantIn('2026-03-29T02:30', 'Europe/Madrid')
  expect(isOnTheWall(skipped, '2026-03-29T02:30', 'Europe/Madrid')).toBe(false)
  expect(skipped).toBe('2026-03-29T01:30:00.000Z')
  expect(inZone(skipped, 'Europe/Madrid', 'en')).toContain('03:30')
  // 02:30 is there twice on 25 October 2026: at 00:30 and at 01:30 UTC.
  const twice = instantsIn('2026-10-25T02:30', 'Europe/Madrid')
  expect(twice).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'])
  expect(twice.map((instant) => offsetIn(instant, 'Europe/Madrid'))).toEqual(['UTC+02:00', 'UTC+01:00'])
  expect(instantsIn('2026-03-29T02:30', 'Europe/Madrid')).toEqual([])
  // Lord Howe turns back by half an hour at 02:00 on 5 April 2026: 01:45 comes at +11 and at +10:30.
  expect(instantsIn('2026-04-05T01:45', 'Australia/Lord_Howe').map((instant) => offsetIn(instant, 'Australia/Lord_Howe'))).toEqual(['UTC+11:00', 'UTC+10:30'])
  expect(instantsIn('2026-04-05T01:15', 'Australia/Lord_Howe')).toHaveLength(1)
  expect(offsetIn('2026-11-24T14:00:00.000Z', 'America/St_Johns')).toBe('UTC−03:30')
  expect(instantIn('2026-03-29T01:59', 'Europe/Madrid')).toBe('2026-03-29T00:59:00.000Z')
  expect(instantIn('2026-03-29T03:00', 'Europe/Madrid')).toBe('2026-03-29T01:00:00.000Z')
})

test('every wall time of two years in every zone of the table comes back as it was typed, or is one that the clocks skip', () => {
  const zones = ZONES.filter((_, at) => at % 12 === 0)
  let skipped = 0
  for (const zone of [...zones, 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Chatham']) {
    for (let day = 0; day < 730; day += 7) {
      const local = new Date(Date.UTC(2026, 0, 1, 0, 30) + day * 86_400_000 + (day % 5) * 3_600_000).toISOString().slice(0, 16)
      if (!isOnTheWall(instantIn(local, zone), local, zone)) skipped++
    }
  }
  expect(skipped).toBeLessThan(10)
})

test.each([
  // Half past eleven at night in Bogota is the next day in Greenwich; half past midnight in Helsinki (winter: +2) is the day before there.
  ['2026-11-23T04:30:00.000Z', 'America/Bogota', '2026-11-22T23:30:00.000-05:00', '22\u00a0Nov\u00a02026, 23:30\u00a0UTC−05:00'],
  ['2026-11-22T22:30:00.000Z', 'Europe/Helsinki', '2026-11-23T00:30:00.000+02:00', '23\u00a0Nov\u00a02026, 00:30\u00a0UTC+02:00'],
  ['2026-11-22T22:30:00.000Z', 'UTC', '2026-11-22T22:30:00.000Z', '22\u00a0Nov\u00a02026, 22:30\u00a0UTC'],
  ['2026-11-22T22:30:00.000Z', 'America/St_Johns', '2026-11-22T19:00:00.000-03:30', '22\u00a0Nov\u00a02026, 19:00\u00a0UTC−03:30'],
])('%s in %s stands as %s', (instant, name, onWall, words) => {
  const zone = zoneAt(Date.parse(instant), name)
  expect(instantOnWall(instant, zone)).toBe(onWall)
  expect(Date.parse(onWall)).toBe(Date.parse(instant))
  expect(dayOnWall(instant, zone)).toBe(onWall.slice(0, 10))
  expect(formatInstant(instant, 'en', zone)).toBe(words)
  // Where the zone was not kept, the day is that of Greenwich, and it says so.
  expect(formatInstant(instant, 'en')).toMatch(/UTC$/)
})
