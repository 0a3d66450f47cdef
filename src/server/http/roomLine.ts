// The encrypted line of a server for one room: its own key and certificate, kept in its folder, and the pin by which workstations know it.
import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Utf8String } from 'asn1js'
import { linePinOf } from '#shared/node/linePin.ts'
import { COMMON_NAME, newSelfSigned, SIGNS_HANDSHAKES } from '#shared/node/selfSigned.ts'
import { readOrMakeSecret } from '../storage/keyFile.ts'

const YEARS = 10
const CERTIFICATE = '-----BEGIN CERTIFICATE-----'

interface RoomLine {
  /** PEM. */
  readonly key: string
  readonly cert: string
  readonly pin: string
}

/** The same from start to start: workstations that have joined once come back without a new code. */
export async function openRoomLine(directory: string, nowMs: number): Promise<RoomLine> {
  const file = join(directory, 'room-line.pem')
  const fresh = existsSync(file) ? '' : await makePem(nowMs)
  const text = readOrMakeSecret(file, () => Buffer.from(fresh, 'utf8')).toString('utf8')
  const cert = text.slice(text.indexOf(CERTIFICATE))
  return { key: text.slice(0, text.indexOf(CERTIFICATE)), cert, pin: linePinOf(new X509Certificate(cert).raw) }
}

async function makePem(nowMs: number): Promise<string> {
  const { privateKey, certificate } = await newSelfSigned({ names: [{ type: COMMON_NAME, value: new Utf8String({ value: 'Consilium room' }) }], keyUsage: SIGNS_HANDSHAKES, years: YEARS, nowMs })
  return `${pem('PRIVATE KEY', privateKey)}${pem('CERTIFICATE', certificate)}`
}

function pem(what: string, der: Buffer): string {
  return `-----BEGIN ${what}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${what}-----\n`
}
