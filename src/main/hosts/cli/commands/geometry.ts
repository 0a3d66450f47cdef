// `geometry DIR`: per series, which slices make a stack, how far apart they lie, and whether they may be used as a volume.
import { readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { seriesGeometry } from '#shared/domain/geometry.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { planeOf } from '#shared/domain/orientation.ts'
import { openWorkerPool } from '#core/jobs/workers.ts'
import { argument, type Command } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'

const HEAD_BYTES = 256 * 1024
const BATCH = 32
/** A file whose header is not in its head is read whole up to this. */
const WHOLE_LIMIT_BYTES = 512 * 1024 * 1024

interface Slice extends ImagingInstance {
  EchoTime: number | null
  TemporalPositionIdentifier: number | null
}

interface Series {
  Modality: string
  slices: Map<string, Slice>
  multiFrame: number
}

export const geometry: Command = {
  usage: 'DIR',
  does: 'stacks of each DICOM series in a folder: orientation, spacing, gaps, tilt, issues',
  options: {},
  arguments: [1, 1],
  async run(call) {
    const folder = path.resolve(argument(call, 0))
    const { series, unread } = await readFolder(listFiles(folder), call.signal)
    const described = [...series].sort(([a], [b]) => (a < b ? -1 : 1)).map(([SeriesInstanceUID, found]) => describeSeries(SeriesInstanceUID, found))
    return {
      json: { series: described, unread },
      text: described.flatMap(({ SeriesInstanceUID, Modality, stacks }) => [
        `${SeriesInstanceUID}  ${Modality}`,
        ...stacks.map((stack) => `  ${stack.instances} ${stack.orientation}, ${stack.spacingMm ?? '?'} mm, ${stack.volume ? 'volume' : stack.issues.join(', ')}`),
      ]),
      exit: described.length > 0 ? EXIT.done : EXIT.refused,
    }
  },
}

function describeSeries(SeriesInstanceUID: string, { Modality, slices, multiFrame }: Series) {
  const { stacks, withoutGeometry } = seriesGeometry([...slices.values()], ({ SOPClassUID }) => SOPClassUID)
  return {
    SeriesInstanceUID,
    Modality,
    stacks: stacks.map(({ instances, orientation, spacingMm, gaps, tiltDegrees, missingSlices, volume, issues }) => ({
      instances,
      orientation: planeOf(orientation),
      spacingMm,
      gaps,
      tiltDegrees,
      missingSlices,
      volume,
      issues,
    })),
    withoutGeometry: withoutGeometry.length,
    multiFrame,
  }
}

/** Regular files only: a link could lead out of the folder. @throws CommandEnd refused */
function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
  } catch (cause) {
    throw new CommandEnd(EXIT.refused, 'the folder cannot be read', { cause })
  }
}

async function readFolder(files: readonly string[], signal: AbortSignal) {
  const pool = openWorkerPool('parse', { size: 2 })
  const series = new Map<string, Series>()
  let unread = 0
  try {
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH)
      const heads = await Promise.all(batch.map((file) => readUpTo(file, HEAD_BYTES)))
      const readings = await pool.run('readDicomHeaders', { files: heads }, { signal })
      for (const [n, reading] of readings.entries()) {
        const file = batch[n]
        const whole = reading.kind === 'needsWhole' && file ? await pool.run('readDicomHeaders', { files: [await readUpTo(file, WHOLE_LIMIT_BYTES)] }, { signal }) : [reading]
        const [read] = whole
        if (read?.kind === 'object' && read.object.image) keep(series, read.object, read.object.image)
        else if (read?.kind === 'damaged' || read?.kind === 'needsWhole') unread++
      }
    }
  } finally {
    await pool.close()
  }
  return { series, unread }
}

type Found = { series: { SeriesInstanceUID: string; Modality: string }; order: { EchoTime: number | null; TemporalPositionIdentifier: number | null } }

/** The same instance twice counts once. */
function keep(all: Map<string, Series>, { series: { SeriesInstanceUID, Modality }, order }: Found, image: ImagingInstance) {
  const series = all.get(SeriesInstanceUID) ?? { Modality, slices: new Map(), multiFrame: 0 }
  all.set(SeriesInstanceUID, series)
  if (image.NumberOfFrames > 1) series.multiFrame++
  else series.slices.set(image.SOPInstanceUID, { ...image, EchoTime: order.EchoTime, TemporalPositionIdentifier: order.TemporalPositionIdentifier })
}

async function readUpTo(file: string, limit: number): Promise<{ bytes: Uint8Array; fileBytes: number }> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = new Uint8Array(Math.min(size, limit))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
    return { bytes: bytes.subarray(0, bytesRead), fileBytes: size }
  } finally {
    await handle.close()
  }
}
