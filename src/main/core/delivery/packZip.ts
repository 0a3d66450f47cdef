// Files into a ZIP whose bytes depend on nothing but the files: fixed times, fixed order, no extra fields.
import yazl from 'yazl'

export interface PackedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const EPOCH = new Date(Date.UTC(2000, 0, 1, 12))

export async function packZip(files: readonly PackedFile[]): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  // PDFs and pictures are compressed already; the rest is small.
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, { mtime: EPOCH, mode: 0o100644, compress: !/\.(pdf|png|docx)$/.test(name), forceDosTimestamp: true })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}
