// Decoded pixels against what dcmtk and gdcm made of the same files: MD5 of all stored values (shared/samples/VERIFY.tsv).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCodecLibraries } from '../../src/main/core/imaging/codecLibraries.ts'
import { decodeFile } from '../../src/main/core/imaging/decodeFile.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})

interface Line {
  file: string
  syntax: string
  md5: string
}

/** Why a file's checksum is not ours; a file that is not named here must agree byte for byte. */
const KNOWN: Readonly<Record<string, string>> = {
  'dicom/malformed/MR_small_padded.dcm': 'the reference hashes the padding behind the pixels too',
  'dicom/malformed/MR_truncated.dcm': 'pixels are cut off: refused here',
  'dicom/malformed/ct512_cut_in_pixeldata.dcm': 'pixels are cut off: refused here',
  'dicom/malformed/ct512_pixeldata_claims_4GB.dcm': 'pixels are cut off: refused here',
  'dicom/malformed/nested_priv_SQ.dcm': 'not an image',
  'dicom/photometric/SC_rgb_small_odd_jpeg.dcm': 'the reference hashes the padding byte behind the odd number of samples too',
  'dicom/syntaxes/ct512_ts.2.dcm': 'the reference hashes the big-endian bytes as they lie in the file',
}

const lines: Line[] = isThere
  ? readFileSync(join(samples, 'VERIFY.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .flatMap(([file = '', , , syntax = '', , , , , , , , , , md5 = '']) => (md5 && file.startsWith('dicom/') ? [{ file, syntax, md5 }] : []))
  : []

if (isThere) {
  test('every sample decodes to the same stored values as in the reference toolkits', async () => {
    const libraries = createCodecLibraries()
    const wrong: string[] = []
    for (const { file, syntax, md5 } of lines) {
      const result = await decodeFile(new Uint8Array(readFileSync(join(samples, file))), libraries)
      const same = 'md5' in result && result.md5 === md5
      if (!same && !(file in KNOWN)) wrong.push(`${file} (${syntax}): ${'error' in result ? result.error : 'other values'}`)
    }
    expect(lines.length).toBeGreaterThan(600)
    expect(wrong).toEqual([])
  })

  test('a big-endian CT holds the same values as its little-endian twin', async () => {
    const libraries = createCodecLibraries()
    const md5 = async (name: string) => decodeFile(new Uint8Array(readFileSync(join(samples, 'dicom/syntaxes', name))), libraries)
    const [big, little] = [await md5('ct512_ts.2.dcm'), await md5('ct512_ts.1.dcm')]
    expect('md5' in big && 'md5' in little && big.md5 === little.md5).toBe(true)
  })

  test('HTJ2K, which the reference toolkits cannot read, decodes to a whole picture', async () => {
    const libraries = createCodecLibraries()
    for (const name of ['HTJ2KLossless_08_RGB.dcm', 'HTJ2K_08_RGB.dcm']) {
      const result = await decodeFile(new Uint8Array(readFileSync(join(samples, 'dicom/syntaxes', name))), libraries)
      expect(result).toMatchObject({ Rows: 480, Columns: 640, SamplesPerPixel: 3, frames: 1 })
    }
  })
}
