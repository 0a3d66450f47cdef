// Text of DICOM elements by SpecificCharacterSet, ISO 2022 code extensions included. Knows nothing of elements or files.
// Source: DICOM PS3.3 C.12.1.1.2, PS3.5 chapter 6.

const ESC = 0x1b

/** Defined terms without code extensions, and the encoding of their upper half. */
const WHOLE: Readonly<Record<string, string>> = {
  '100': 'iso-8859-1', '101': 'iso-8859-2', '109': 'iso-8859-3', '110': 'iso-8859-4', '144': 'iso-8859-5', '127': 'iso-8859-6',
  '126': 'iso-8859-7', '138': 'iso-8859-8', '148': 'iso-8859-9', '203': 'iso-8859-15', '166': 'windows-874', '13': 'shift_jis', '192': 'utf-8',
}

type CodeElement = { encoding: string; form: 'single' | 'g0double' | 'g0supplement' | 'g1double' }
const ASCII: CodeElement = { encoding: 'ascii', form: 'single' }

/** Escape sequences without their ESC byte, as text. */
const ESCAPES: Readonly<Record<string, { set: 'g0' | 'g1'; code: CodeElement }>> = {
  '(B': { set: 'g0', code: ASCII },
  '(J': { set: 'g0', code: { encoding: 'shift_jis', form: 'single' } },
  ')I': { set: 'g1', code: { encoding: 'shift_jis', form: 'single' } },
  '$B': { set: 'g0', code: { encoding: 'euc-jp', form: 'g0double' } },
  '$@': { set: 'g0', code: { encoding: 'euc-jp', form: 'g0double' } },
  '$(D': { set: 'g0', code: { encoding: 'euc-jp', form: 'g0supplement' } },
  '$)C': { set: 'g1', code: { encoding: 'euc-kr', form: 'g1double' } },
  '$)A': { set: 'g1', code: { encoding: 'gbk', form: 'g1double' } },
  '-A': { set: 'g1', code: { encoding: 'iso-8859-1', form: 'single' } },
  '-B': { set: 'g1', code: { encoding: 'iso-8859-2', form: 'single' } },
  '-C': { set: 'g1', code: { encoding: 'iso-8859-3', form: 'single' } },
  '-D': { set: 'g1', code: { encoding: 'iso-8859-4', form: 'single' } },
  '-L': { set: 'g1', code: { encoding: 'iso-8859-5', form: 'single' } },
  '-G': { set: 'g1', code: { encoding: 'iso-8859-6', form: 'single' } },
  '-F': { set: 'g1', code: { encoding: 'iso-8859-7', form: 'single' } },
  '-H': { set: 'g1', code: { encoding: 'iso-8859-8', form: 'single' } },
  '-M': { set: 'g1', code: { encoding: 'iso-8859-9', form: 'single' } },
  '-T': { set: 'g1', code: { encoding: 'windows-874', form: 'single' } },
  '-b': { set: 'g1', code: { encoding: 'iso-8859-15', form: 'single' } },
}

/** CR, LF, FF, TAB and the delimiters of PN and of several values put the initial sets back. */
const RESETTING = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x3d, 0x5c, 0x5e])

/**
 * Decodes an element's bytes. Bytes that the declared set does not define become U+FFFD: an open letter, never a guess.
 * @param terms values of SpecificCharacterSet (0008,0005); empty = default repertoire
 */
export function decodeText(bytes: Uint8Array, terms: readonly string[]): string {
  if (isPlain(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const first = terms[0]?.trim() ?? ''
  if (first === 'GB18030' || first === 'GBK') return decodeBy('gb18030', bytes)
  const number = /^ISO[ _](?:2022 )?IR (\d+)$/.exec(first)?.[1]
  const initial = number ? WHOLE[number] : undefined
  if (bytes.includes(ESC)) return decodeExtended(bytes, initial)
  return initial ? decodeBy(initial, bytes) : decodeAscii(bytes)
}

/** The same letters in every set. */
function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80 || byte === ESC) return false
  return true
}

function decodeBy(encoding: string, bytes: Uint8Array): string {
  return encoding === 'ascii' ? decodeAscii(bytes) : new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes)
}

function decodeAscii(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD'
  return text
}

function decodeExtended(bytes: Uint8Array, initial: string | undefined): string {
  const start: CodeElement = { encoding: initial ?? 'ascii', form: 'single' }
  let g0 = ASCII
  let g1 = start
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte === ESC) {
      const name = escapeAt(bytes, at + 1)
      const switched = ESCAPES[name]
      if (switched?.set === 'g0') g0 = switched.code
      else if (switched) g1 = switched.code
      at += 1 + Math.max(1, name.length)
      continue
    }
    const isDouble = byte < 0x80 ? g0.form !== 'single' : g1.form === 'g1double'
    if (RESETTING.has(byte) && (!isDouble || byte < 0x20)) {
      g0 = ASCII
      g1 = start
      text += String.fromCharCode(byte)
      at += 1
      continue
    }
    const end = isDouble ? at + 2 : runEnd(bytes, at, byte < 0x80)
    text += decodeRun(bytes.subarray(at, end), byte < 0x80 ? g0 : g1)
    at = end
  }
  return text
}

function escapeAt(bytes: Uint8Array, at: number): string {
  for (const length of [2, 3]) {
    const name = String.fromCharCode(...bytes.subarray(at, at + length))
    if (name in ESCAPES) return name
  }
  return ''
}

/** End of the bytes of the same half that one single-byte set decodes. */
function runEnd(bytes: Uint8Array, from: number, isLowHalf: boolean): number {
  let at = from + 1
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte === ESC || RESETTING.has(byte) || byte < 0x80 !== isLowHalf) break
    at++
  }
  return at
}

function decodeRun(run: Uint8Array, code: CodeElement): string {
  if (code.form === 'g0double') return decodeBy(code.encoding, run.map((byte) => byte | 0x80))
  if (code.form === 'g0supplement') return decodeBy(code.encoding, Uint8Array.of(0x8f, ...run.map((byte) => byte | 0x80)))
  return decodeBy(code.encoding, run)
}
