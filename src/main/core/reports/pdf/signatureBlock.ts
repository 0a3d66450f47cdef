// The act of signing as it is printed: who, as what, when, over which content; or that nobody has signed yet.
import type { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { formatInstant } from '#shared/domain/localFormat.ts'
import type { Role } from '#shared/domain/people.ts'
import { type LocalZone, placeOfZone } from '#shared/domain/zones.ts'
import { setAnnexHeading } from './annexes.ts'
import type { Flow } from './flow.ts'
import { breakLines } from './lines.ts'
import { addSignatureField } from './signatureField.ts'
import { FRAME, INK, type Style } from './sheet.ts'
import { cell, setTable } from './tables.ts'
import type { PrintWords } from './words.ts'

export interface PrintedSignature {
  readonly name: string
  readonly role: Role
  readonly licence: string | null
  /** ISO instant. */
  readonly signedAt: string
  /** Where it was signed; absent in what was signed before that was kept. */
  readonly zone?: LocalZone | undefined
  readonly publicKey: string
  /** Of the PDF's own signature; otherwise it is ECDSA P-256. */
  readonly isRsa?: boolean
  /** Who signed before, in order. */
  readonly coSigners?: readonly { readonly name: string; readonly role: Role; readonly licence: string | null; readonly signedAt: string; readonly zone?: LocalZone | undefined }[]
  /** What is said above it; otherwise the statements of a sign-off. */
  readonly statement?: string
  /** A copy that carries no signature of its own: nothing waits to be signed. */
  readonly isCopy?: true
  /** The sign-off record without the PDF's own hash, as JSON: lets the PDF be verified alone. */
  readonly record: string
}

const LABEL: Style = { font: 'sans', size: 9, color: INK.soft }
const VALUE: Style = { font: 'sans', size: 9.4, color: INK.text, tabular: true }
const STRONG: Style = { font: 'sansBold', size: 11, color: INK.text }

export function setSignature(flow: Flow, report: CanonicalReport, contentHash: string, signature: PrintedSignature | null, words: PrintWords): void {
  setAnnexHeading(flow, words.signatures, signature ? 210 + 18 * (signature.coSigners?.length ?? 0) : 120)
  setTeam(flow, report, words)
  if (signature === null) {
    setLine(flow, words.notSigned, { font: 'serifItalic', size: 10.5, color: INK.text })
    return
  }
  if (!signature.isCopy) setLine(flow, signature.statement ?? `“${words.attested}”`, { font: 'serif', size: 10.5, color: INK.text })
  const top = flow.y
  const coSigners = (signature.coSigners ?? []).map(({ name, role, licence, signedAt, zone }): [string, string, Style] => [words.coSignedBy, [name, words.role[role], licence ?? words.notStated, formatInstant(signedAt, report.locale, zone)].join(', '), VALUE])
  const rows: [string, string, Style][] = [
    ...coSigners,
    [words.signedBy, signature.name, STRONG],
    [words.capacity, words.role[signature.role], VALUE],
    [words.licence, signature.licence ?? words.notStated, VALUE],
    [words.signedAt, `${formatInstant(signature.signedAt, report.locale, signature.zone)} (${[placeOfZone(signature.zone), words.ownClock].filter((part) => part !== '').join(', ')})`, VALUE],
    [words.contentHash, contentHash, { ...VALUE, size: 8.2 }],
    [words.publicKey, signature.publicKey, { ...VALUE, size: 8.2 }],
    [words.signatureOf, `PAdES B-B (${signature.isRsa ? 'RSA' : 'ECDSA P-256'}) · Ed25519`, VALUE],
  ]
  setTable(
    flow,
    { x: FRAME.left, columns: [150, FRAME.width - 150], leading: 13, padding: 2.4 },
    rows.filter(([, value]) => value !== '').map(([label, value, style]) => [cell(label, LABEL, true), cell(value, style)]),
  )
  if (signature.isCopy) setLine(flow, signature.statement ?? words.notSigned, { font: 'serifItalic', size: 10.5, color: INK.text })
  else addSignatureField(flow.pdf, { x: FRAME.left, y: top, width: FRAME.width, height: flow.y - top, signer: signature.name, reason: words.signatures, signedAt: new Date(signature.signedAt) })
}

function setTeam(flow: Flow, report: CanonicalReport, words: PrintWords): void {
  const text = report.authors.map(({ name, role, licence }) => [name, words.role[role as Role] ?? role, licence].filter((part) => part !== null && part !== '').join(', ')).join('; ')
  setLine(flow, `${words.authors}: ${text}`, LABEL)
}

function setLine(flow: Flow, text: string, style: Style): void {
  const lines = breakLines(flow.pdf, [{ text, style }], FRAME.width)
  flow.element('P', () => flow.lines(lines, FRAME.left, style.size * 1.4))
  flow.skip(7)
}
