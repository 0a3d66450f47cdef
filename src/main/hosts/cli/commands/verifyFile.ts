// One signed file checked alone, without a store: a PDF with its signature and record, or a whole package with every file in it.
import { readFileSync } from 'node:fs'
import { unpackZip } from '#core/delivery/unpackZip.ts'
import { verifyPackage } from '#core/delivery/verifyPackage.ts'
import { verifySignedPackage } from '#core/signoff/verifySignedPackage.ts'
import type { CommandCall } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'

const LARGEST_BYTES = 512 * 1024 * 1024

export interface VerifyFinding {
  ok: boolean
  code: string
  detail: string
}

/** @throws CommandEnd refused for a file that is no signed document of any kind we know */
export async function verifyFile(call: CommandCall, file: string): Promise<VerifyFinding[]> {
  const bytes = readWhole(file)
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return (await verifyPackage(await unpack(bytes))).findings
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new CommandEnd(EXIT.refused, 'this is neither a store, a package nor a signed PDF')
  const content = call.values.content
  const { findings } = await verifySignedPackage({ pdf: bytes, canonical: typeof content === 'string' ? readWhole(content) : undefined })
  return findings
}

async function unpack(bytes: Buffer): Promise<Map<string, Uint8Array>> {
  try {
    return await unpackZip(bytes)
  } catch (cause) {
    throw new CommandEnd(EXIT.integrity, 'the package is damaged', { cause })
  }
}

function readWhole(file: string): Buffer {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > LARGEST_BYTES) throw new CommandEnd(EXIT.refused, 'the file is larger than any report')
    return bytes
  } catch (cause) {
    if (cause instanceof CommandEnd) throw cause
    throw new CommandEnd(EXIT.refused, 'the file cannot be read', { cause })
  }
}
