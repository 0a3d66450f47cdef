// The PDF's signature field: a widget with an appearance and an empty place for the CMS, made while the document is written.
// The library has no call for it; the few objects it keeps for itself that are needed are named in `Internals`.
import type { Pdf } from './sheet.ts'

interface Reference {
  data: Record<string, unknown>
  write(data: string): void
  end(data?: unknown): void
}

interface Internals {
  ref(data: Record<string, unknown>): Reference
  page: { dictionary: Reference; annotations: Reference[] }
  _root: { data: { AcroForm: { data: { Fields: Reference[]; NeedAppearances?: boolean; SigFlags?: number } } } }
  _convertRect(x: number, y: number, width: number, height: number): number[]
}

/** Bytes kept for the CMS: an ECDSA signature with one certificate takes about 1.2 kB. */
export const CMS_CAPACITY = 8192
/** Wider than any offset of a file we make, so that the real ones fit in its place. */
export const RANGE_PLACEHOLDER = 999_999_999

export interface SignatureFieldOptions {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly signer: string
  readonly reason: string
  readonly signedAt: Date
}

/** Puts the field on the current page. Exactly one per document. @source ISO 32000-1 12.8; ETSI EN 319 142-1 (SubFilter, M instead of signing-time) */
export function addSignatureField(pdf: Pdf, { x, y, width, height, signer, reason, signedAt }: SignatureFieldOptions): void {
  pdf.initForm()
  const internals = pdf as unknown as Internals
  const signature = internals.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER],
    Contents: new Uint8Array(CMS_CAPACITY),
    M: signedAt,
    Name: text(signer),
    Reason: text(reason),
  })
  signature.end()
  // PDF/A needs an appearance for every widget; the visible words are set as page text below it.
  const appearance = internals.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: {} })
  appearance.write('q Q')
  appearance.end()
  const widget = internals.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: text('Signature1'),
    V: signature,
    F: 132,
    Rect: internals._convertRect(x, y, width, height),
    P: internals.page.dictionary,
    AP: { N: appearance },
  })
  widget.end()
  internals.page.annotations.push(widget)
  const form = internals._root.data.AcroForm.data
  delete form.NeedAppearances
  form.SigFlags = 3
  form.Fields.push(widget)
}

/** The library writes plain strings as names and String objects as text. */
function text(value: string): unknown {
  return new String(value)
}
