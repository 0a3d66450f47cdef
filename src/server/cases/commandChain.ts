// The hash chain of a case's commands: over digests of the payloads, so that it can be verified after the content was erased.
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#shared/kit/canonicalJson.ts'

/** What the first link names as its predecessor. */
export const GENESIS = '0'.repeat(64)

/** SHA-256 over canonical JSON of what was done, by whom, and the link before. */
export function linkHash(link: { [key: string]: Json }): string {
  return createHash('sha256').update(canonicalJson(link), 'utf8').digest('hex')
}
