// What a workstation knows beforehand of the certificate of a server in its room: the beginning of its SHA-256, as signs that one can read aloud.
import { createHash } from 'node:crypto'
import { pinSigns } from '../domain/board/roomCode.ts'

/** @param certificate DER */
export function linePinOf(certificate: Uint8Array): string {
  return pinSigns(createHash('sha256').update(certificate).digest())
}
