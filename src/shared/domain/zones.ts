// Instants and the clocks on two walls. Time zones of the platform's own table; a local time that a change of clocks skips counts as the one after it; one that it repeats is two instants.
import { z } from 'zod'
import type { Language } from './reviewCase.ts'

/** The wall that somebody signed at: its zone by the platform's name, and how far it was from UTC at that instant ("-05:00"). */
export const LocalZone = z.object({ name: z.string().max(60), utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/) })
export type LocalZone = z.infer<typeof LocalZone>

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The platform's table leaves some names out that a computer may be set to. */
export const ZONES: string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownZone()])].sort()

/** e.g. "23 Nov 2026, 10:00 GMT+1". */
export function inZone(instant: string, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'es' ? 'es-ES' : 'en-GB', { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(instant))
}

/** The clock's distance from UTC at this instant, e.g. "UTC+02:00". */
export function offsetIn(instant: string, zone: string): string {
  return `UTC${utcOffset(Date.parse(instant), zone).replace('-', '−')}`
}

/** Its name, where that says more than the offset does. */
export function placeOfZone(zone: LocalZone | undefined): string {
  return zone === undefined || zone.name === 'UTC' ? '' : zone.name
}

/** What is recorded beside an instant, so that its day and hour can be read as they stood on that wall. */
export function zoneAt(ms: number, name: string = ownZone()): LocalZone {
  return { name, utcOffset: utcOffset(ms, name) }
}

function utcOffset(ms: number, zone: string): string {
  const minutes = Math.round(offsetAt(ms, zone) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

/** @param local "2026-11-23T10:00" on the wall in `zone` @returns ISO instant */
export function instantIn(local: string, zone: string): string {
  const wanted = Date.parse(`${local}:00Z`)
  // Twice: the first guess may lie on the other side of a change of clocks.
  let guess = wanted
  for (let round = 0; round < 2; round++) guess = wanted - offsetAt(guess, zone)
  return new Date(guess).toISOString()
}

/** Every instant at which the clock in `zone` shows this time: two in the hour that a change of clocks repeats, none in the one it skips. Ascending. */
export function instantsIn(local: string, zone: string): string[] {
  const wanted = Date.parse(`${local}:00Z`)
  const day = 86_400_000
  const found = [wanted - day, wanted + day].map((around) => new Date(wanted - offsetAt(around, zone)).toISOString())
  return [...new Set(found)].filter((instant) => isOnTheWall(instant, local, zone)).sort()
}

/** False for a time that the change of clocks skips in this zone: nobody there ever reads it. */
export function isOnTheWall(instant: string, local: string, zone: string): boolean {
  return Date.parse(`${local}:00Z`) - offsetAt(Date.parse(instant), zone) === Date.parse(instant)
}

/** Milliseconds that the clock in `zone` is ahead of UTC at this instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(new Date(instant))
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - Math.floor(instant / 1000) * 1000
}
