// Takes a patient's names and identifiers out of words that a room may read. Pure. Better one mark too many than one name.
import type { Patient } from '../patient.ts'
import { foldForSearch } from '../workList.ts'

const MARK = '▮▮▮'
/** Particles and single letters are no names of anybody. */
const SHORTEST = 3
const PARTICLES = ['del', 'las', 'los', 'san', 'van', 'von', 'der', 'den', 'and', 'the']

/** @returns a function that masks every word which is, accents and case aside, part of the patient's name, and every identifier */
export function maskOf({ familyName, givenName, identifiers }: Pick<Patient, 'familyName' | 'givenName' | 'identifiers'>): (text: string) => string {
  const names = new Set(
    `${familyName} ${givenName}`
      .split(/[^\p{L}\p{M}]+/u)
      .map(foldForSearch)
      .filter((part) => part.length >= SHORTEST && !PARTICLES.includes(part)),
  )
  const values = identifiers.map(({ value }) => value.trim()).filter((value) => value.length >= 4)
  return (text) => {
    const withoutNumbers = values.reduce((words, value) => words.replaceAll(value, MARK), text)
    return withoutNumbers.replace(/[\p{L}\p{M}]+/gu, (word) => (names.has(foldForSearch(word)) ? MARK : word))
  }
}
