// Files a person dropped or chose, with their place inside the folder. Reads names only; content is streamed later.

export interface PickedFile {
  /** Place inside the dropped folder, with "/"; the folder's own name is left out when there is exactly one. */
  path: string
  file: File
}

export interface Picked {
  /** Name of the folder or file, for people. */
  name: string
  files: PickedFile[]
}

/** From an <input type="file">, with or without webkitdirectory. */
export function fromInput(list: FileList): Picked | null {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return withoutTopFolder(files)
}

/**
 * From a drop. The entries must be taken from the event at once; they are walked afterwards.
 * @throws DOMException when a folder cannot be read
 */
export async function fromDrop(items: DataTransferItemList): Promise<Picked | null> {
  const entries = [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []))
  const files: PickedFile[] = []
  for (const entry of entries) await walk(entry, '', files)
  return withoutTopFolder(files)
}

async function walk(entry: FileSystemEntry, folder: string, into: PickedFile[]): Promise<void> {
  const path = folder ? `${folder}/${entry.name}` : entry.name
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    into.push({ path, file })
  } else if (isDirectory(entry)) {
    const reader = entry.createReader()
    // A reader gives at most 100 entries at a time; an empty answer ends it.
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
      if (batch.length === 0) break
      for (const child of batch) await walk(child, path, into)
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** Names the whole and cuts the one folder that holds everything. */
export function withoutTopFolder(files: readonly PickedFile[]): Picked | null {
  const first = files[0]
  if (!first) return null
  const top = first.path.split('/')[0] ?? ''
  const oneFolder = files.every((f) => f.path.startsWith(`${top}/`))
  if (oneFolder) return { name: top, files: files.map((f) => ({ path: f.path.slice(top.length + 1), file: f.file })) }
  return { name: files.length === 1 ? first.path : `${first.path} +${files.length - 1}`, files: [...files] }
}
