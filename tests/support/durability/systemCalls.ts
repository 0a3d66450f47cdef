// What a process did to one folder, in order, as strace saw it: the raw material of a power cut.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export type Op =
  | { kind: 'create' | 'truncate'; inode: number; path: string; size: number }
  | { kind: 'directory' | 'remove'; path: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'write'; inode: number; path: string; at: number; bytes: Buffer }
  | { kind: 'sync'; inode: number | null; path: string }
  | { kind: 'said'; line: string }

const CALLS = 'openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir'

/** False where strace is missing or may not trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/** Runs the writer (or another script of this folder) on `folder/data` to its end. */
export function recordWrites(folder: string, args: readonly string[], name = 'writer.ts'): Op[] {
  const log = join(folder, 'calls')
  const data = join(folder, 'data')
  const script = join(import.meta.dirname, name)
  const run = spawnSync('strace', ['-f', '-y', '-xx', '-s', '4000000', '-e', `trace=${CALLS}`, '-o', log, process.execPath, script, data, ...args], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`the writer failed under strace: ${run.stderr.slice(-2000)}`)
  return readCalls(readFileSync(log, 'latin1'), data)
}

interface Call {
  readonly name: string
  readonly parameters: string
  readonly result: string
}

function readCalls(text: string, data: string): Op[] {
  const folder = createFolderModel(data)
  for (const call of wholeCalls(text)) if (Number.parseInt(call.result, 10) >= 0) folder.take(call)
  return folder.ops
}

/** Follows names to files, so that a write after a rename still belongs to its file. */
function createFolderModel(data: string) {
  const names = new Map<string, number>()
  const ops: Op[] = []
  let inodes = 0

  function inside(path: string | undefined): string | undefined {
    const place = path === undefined ? '..' : relative(data, path.replace(/ \(deleted\)$/, ''))
    // The shared-memory index is rebuilt from the log; the kernel writes it without a call.
    return place.startsWith('..') || place.endsWith('-shm') ? undefined : place
  }

  function byName({ name, parameters }: Call, [first, second]: readonly (string | undefined)[]) {
    if (first === undefined) return
    if (name === 'openat' && parameters.includes('O_CREAT') && !names.has(first)) {
      names.set(first, ++inodes)
      ops.push({ kind: 'create', inode: inodes, path: first, size: 0 })
    } else if (name === 'openat' && parameters.includes('O_TRUNC')) {
      ops.push({ kind: 'truncate', inode: names.get(first) ?? 0, path: first, size: 0 })
    } else if (name.startsWith('rename') && second !== undefined) {
      names.set(second, names.get(first) ?? 0)
      names.delete(first)
      ops.push({ kind: 'rename', from: first, to: second })
    } else if (name.startsWith('unlink') || name === 'rmdir') {
      names.delete(first)
      ops.push({ kind: 'remove', path: first })
    } else if (name.startsWith('mkdir')) {
      ops.push({ kind: 'directory', path: first })
    }
  }

  function byDescriptor({ name, parameters }: Call, path: string) {
    const inode = names.get(path)
    if (name === 'fsync' || name === 'fdatasync') ops.push({ kind: 'sync', inode: inode ?? null, path })
    if (name === 'write') throw new Error(`a write without a place, which the replay does not know: ${path}`)
    if (inode === undefined) return
    if (name === 'pwrite64') {
      const [, bytes = '', at = '0'] = /"([^"]*)", \d+, (\d+)$/.exec(parameters) ?? []
      ops.push({ kind: 'write', inode, path, at: Number(at), bytes: unhex(bytes) })
    } else if (name === 'ftruncate') {
      ops.push({ kind: 'truncate', inode, path, size: Number(/, (\d+)$/.exec(parameters)?.[1]) })
    }
  }

  function take(call: Call) {
    const { name, parameters } = call
    if (name === 'write' && parameters.startsWith('1<')) {
      ops.push({ kind: 'said', line: unhex(/"([^"]*)"/.exec(parameters)?.[1] ?? '').toString().trim() })
      return
    }
    const path = inside(pathOfDescriptor(parameters))
    if (path !== undefined) byDescriptor(call, path)
    else byName(call, [...parameters.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => inside(unhex(match[1] ?? '').toString())))
  }

  return { ops, take }
}

/** Joins calls that other threads interrupted; a call stands where it ended. */
function* wholeCalls(text: string): Generator<Call> {
  const open = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) {
      open.set(thread, rest.slice(0, -'<unfinished ...>'.length).trimEnd())
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const call = resumed ? `${open.get(thread) ?? ''}${resumed[1]}` : rest
    const parts = /^(\w+)\((.*)\)\s+= (-?\d+.*)$/.exec(call)
    if (parts) yield { name: parts[1] ?? '', parameters: parts[2] ?? '', result: parts[3] ?? '' }
  }
}

function pathOfDescriptor(parameters: string): string | undefined {
  const path = /^\d+<((?:\\x[0-9a-f]{2})*)/.exec(parameters)?.[1]
  return path === undefined ? undefined : unhex(path).toString()
}

function unhex(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
