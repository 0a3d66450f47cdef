// Files that a PDF carries inside it: listed by name and size, and one of them handed out as bytes when a person asks. Parse worker only; nothing of them is opened or run.
import { TaskRefusal } from '../task.ts'
import { isLocked, type PDFDocumentProxy, withPdf } from './openPdf.ts'

export interface Attachment {
  /** The engine's own id; tells two files of one name apart. */
  readonly id: string
  readonly name: string
  readonly description: string
  /** Page it is pinned to; null = it belongs to the whole file. */
  readonly page: number | null
  /** null when its content is lost, or it is one of very many. */
  readonly bytes: number | null
}

/** More is no medical document, and the tree of names is hostile. */
const MOST = 200
/** Of so many the size is looked up. */
const MOST_MEASURED = 50
const MOST_PAGES = 2_000
const MOST_BYTES = 256 * 1024 * 1024

/**
 * @param take id of the one whose bytes are wanted; null = none
 * @param measure false: nothing is unpacked, no size is told. For a file whose contents burst the worker's memory
 * @throws TaskRefusal LOCKED
 */
export async function run({ bytes, take, measure = true }: { readonly bytes: Uint8Array; readonly take: string | null; readonly measure?: boolean }): Promise<{ attachments: Attachment[]; content: Uint8Array | null }> {
  try {
    return await withPdf(bytes, async (document) => {
      const found = await listAll(document)
      if (take !== null) return { attachments: [], content: found.some(({ id }) => id === take) ? await contentOf(document, take) : null }
      const attachments: Attachment[] = []
      for (const [i, one] of found.entries()) attachments.push({ ...one, bytes: measure && i < MOST_MEASURED ? ((await contentOf(document, one.id))?.length ?? null) : null })
      return { attachments, content: null }
    })
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

type Listed = Omit<Attachment, 'bytes'>

async function listAll(document: PDFDocumentProxy): Promise<Listed[]> {
  const ofFile = [...((await document.getAttachments().catch(() => null)) ?? [])].map(([id, stated]) => listed(id, stated, null))
  const found = ofFile.slice(0, MOST)
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && found.length < MOST; number++) {
    const page = await document.getPage(number).catch(() => null)
    const annotations = ((await page?.getAnnotations().catch(() => [])) ?? []) as { fileId?: unknown; file?: unknown }[]
    for (const { fileId, file } of annotations) {
      if (typeof fileId === 'string' && !found.some(({ id }) => id === fileId)) found.push(listed(fileId, file, number))
    }
    page?.cleanup()
  }
  return found.slice(0, MOST)
}

function listed(id: string, stated: unknown, page: number | null): Listed {
  const { filename, description } = (stated ?? {}) as { filename?: unknown; description?: unknown }
  return { id, name: nameOf(typeof filename === 'string' ? filename : ''), description: typeof description === 'string' ? description.slice(0, 500) : '', page }
}

/** A name for people and for the intake: never a path, nothing that turns its own letters round. */
function nameOf(stated: string): string {
  const last = stated.split(/[/\\]/u).at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(-255) || 'unnamed'
}

async function contentOf(document: PDFDocumentProxy, id: string): Promise<Uint8Array | null> {
  const content: unknown = await document.getAttachmentContent(id).catch(() => null)
  return content instanceof Uint8Array && content.length <= MOST_BYTES ? new Uint8Array(content) : null
}
