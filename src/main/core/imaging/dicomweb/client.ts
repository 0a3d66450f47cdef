// Asks one DICOMweb archive: QIDO-RS for studies and objects, WADO-RS for objects, STOW-RS to hand it an object. Talks to nothing but its address; follows no redirect. @source PS3.18
import { caseError } from '#shared/contract/errors.ts'
import { CaseError } from '#shared/contract/errors.ts'
import type { FoundStudy, ImageArchive, StudyQuery } from '#shared/domain/imageArchive.ts'
import { DicomUid } from '#shared/kit/ids.ts'
import { dayOf } from '../readable/readReport.ts'
import { boundaryOf, firstPart, onePart } from './multipart.ts'

export const MOST_STUDIES = 200
const ANSWER_MS = 30_000
/** Without a byte for this long the archive is taken for gone. */
const SILENCE_MS = 60_000
const MOST_JSON = 32 * 1024 * 1024
const OBJECTS_PER_ANSWER = 1_000
const MOST_OBJECTS = 100_000
const JSON_TYPE = 'application/dicom+json'

export interface ArchivedObject {
  StudyInstanceUID: string
  SeriesInstanceUID: string
  SOPInstanceUID: string
}

export interface ArchiveAccess extends ImageArchive {
  /** Value of the Authorization header; null = none. */
  authorization: string | null
}

type Answer = Record<string, { Value?: unknown[] } | undefined>

export function createArchiveClient({ name, url, authorization }: ArchiveAccess) {
  const root = url.replace(/\/+$/u, '')

  async function ask(path: string, accept: string, signal: AbortSignal | undefined, sent: ReturnType<typeof onePart> | null = null): Promise<Response> {
    const limit = AbortSignal.timeout(ANSWER_MS)
    let response: Response
    try {
      response = await fetch(root + path, { redirect: 'error', headers: { accept, ...(authorization === null ? {} : { authorization }), ...(sent && { 'content-type': sent.contentType }) }, ...(sent && { method: 'POST', body: sent.body }), signal: signal ? AbortSignal.any([signal, limit]) : limit })
    } catch (cause) {
      signal?.throwIfAborted()
      throw caseError('ARCHIVE_UNREACHABLE', {}, { cause })
    }
    if (response.ok || response.status === 204) return response
    await response.body?.cancel().catch(() => undefined)
    throw response.status >= 500 ? caseError('ARCHIVE_UNREACHABLE', {}) : caseError('ARCHIVE_REFUSED', { status: response.status })
  }

  async function json(path: string, signal: AbortSignal | undefined): Promise<Answer[]> {
    return readJson(await ask(path, JSON_TYPE, signal), signal)
  }

  async function readJson(response: Response, signal: AbortSignal | undefined): Promise<Answer[]> {
    const parts: Uint8Array[] = []
    let bytes = 0
    try {
      for await (const part of quiet(response, signal)) {
        bytes += part.length
        if (bytes > MOST_JSON) throw new Error('answer too large')
        parts.push(part)
      }
      if (bytes === 0) return []
      const read: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
      return Array.isArray(read) ? (read as Answer[]) : typeof read === 'object' && read !== null ? [read as Answer] : []
    } catch (cause) {
      signal?.throwIfAborted()
      throw caseError('ARCHIVE_UNREACHABLE', {}, { cause })
    }
  }

  async function findStudies(query: StudyQuery, signal?: AbortSignal): Promise<{ studies: FoundStudy[]; truncated: boolean }> {
    const asked = new URLSearchParams({ limit: String(MOST_STUDIES + 1) })
    for (const field of ['StudyDescription', 'PatientBirthDate', 'ModalitiesInStudy', 'NumberOfStudyRelatedInstances']) asked.append('includefield', field)
    for (const field of ['PatientID', 'PatientName', 'AccessionNumber'] as const) if (query[field] !== '') asked.set(field, query[field])
    if (query.from !== '' || query.to !== '') asked.set('StudyDate', `${query.from.replaceAll('-', '')}-${query.to.replaceAll('-', '')}`)
    const found = (await json(`/studies?${asked}`, signal)).flatMap(studyOf)
    return { studies: found.slice(0, MOST_STUDIES), truncated: found.length > MOST_STUDIES }
  }

  /** Every object of a study, in pages; an archive that knows no pages answers with all at once. */
  async function objectsOf(study: string, signal?: AbortSignal): Promise<ArchivedObject[]> {
    const objects = new Map<string, ArchivedObject>()
    for (let offset = 0; offset < MOST_OBJECTS; offset += OBJECTS_PER_ANSWER) {
      const before = objects.size
      const page = await json(`/studies/${study}/instances?limit=${OBJECTS_PER_ANSWER}&offset=${offset}`, signal)
      for (const answer of page) {
        const [SeriesInstanceUID, SOPInstanceUID] = [uidIn(answer, '0020000E'), uidIn(answer, '00080018')]
        if (SeriesInstanceUID && SOPInstanceUID) objects.set(SOPInstanceUID, { StudyInstanceUID: study, SeriesInstanceUID, SOPInstanceUID })
      }
      if (page.length < OBJECTS_PER_ANSWER || objects.size === before) break
    }
    return [...objects.values()].sort((a, b) => (a.SOPInstanceUID < b.SOPInstanceUID ? -1 : 1))
  }

  /** The file as the archive keeps it. @throws CaseError ARCHIVE_UNREACHABLE, ARCHIVE_REFUSED */
  async function* object({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }: ArchivedObject, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = `/studies/${StudyInstanceUID}/series/${SeriesInstanceUID}/instances/${SOPInstanceUID}`
    const response = await ask(path, 'multipart/related; type="application/dicom"; transfer-syntax=*', signal)
    const boundary = boundaryOf(response.headers.get('content-type') ?? '')
    try {
      const body = quiet(response, signal)
      yield* boundary === null ? body : firstPart(body, boundary)
    } catch (cause) {
      signal?.throwIfAborted()
      throw cause instanceof CaseError ? cause : caseError('ARCHIVE_UNREACHABLE', {}, { cause })
    }
  }

  /**
   * Hands over one object; returns once the archive has said that it keeps it. The same object again changes nothing there.
   * @throws CaseError ARCHIVE_UNREACHABLE, ARCHIVE_REFUSED (also when its answer does not name the object)
   */
  async function store(bytes: Uint8Array, SOPInstanceUID: string, signal?: AbortSignal): Promise<void> {
    const response = await ask('/studies', JSON_TYPE, signal, onePart(bytes))
    const [answer] = /json/iu.test(response.headers.get('content-type') ?? '') ? await readJson(response, signal) : []
    if (!answer) await response.body?.cancel().catch(() => undefined)
    const named = (sequence: string) => ((answer?.[sequence]?.Value ?? []) as Answer[]).map((item) => uidIn(item, '00081155'))
    const [kept, failed] = [named('00081199'), named('00081198')]
    // 200 says that everything was stored (PS3.18 10.5.3); any other answer has to name the object.
    const isKept = kept.includes(SOPInstanceUID) || (response.status === 200 && kept.length === 0)
    if (!isKept || failed.length > 0) throw caseError('ARCHIVE_REFUSED', { status: response.status })
  }

  return { name, findStudies, objectsOf, object, store }
}

/** The body, given up after a long silence. */
async function* quiet(response: Response, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('archive fell silent')), SILENCE_MS)
      })
      const { done, value } = await Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer))
      signal?.throwIfAborted()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function studyOf(answer: Answer): FoundStudy[] {
  const StudyInstanceUID = uidIn(answer, '0020000D')
  if (!StudyInstanceUID) return []
  const count = Number(answer['00201208']?.Value?.[0])
  return [
    {
      StudyInstanceUID: DicomUid.parse(StudyInstanceUID),
      PatientName: nameIn(answer),
      PatientID: textIn(answer, '00100020'),
      PatientBirthDate: dayOf(textIn(answer, '00100030')) ?? textIn(answer, '00100030'),
      studyDate: dayOf(textIn(answer, '00080020')),
      StudyDescription: textIn(answer, '00081030'),
      modalities: (answer['00080061']?.Value ?? []).filter((one): one is string => typeof one === 'string').slice(0, 20),
      instances: Number.isInteger(count) && count >= 0 ? count : null,
    },
  ]
}

function textIn(answer: Answer, tag: string): string {
  const value = answer[tag]?.Value?.[0]
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 400) : ''
}

function uidIn(answer: Answer, tag: string): string | null {
  const parsed = DicomUid.safeParse(textIn(answer, tag))
  return parsed.success ? parsed.data : null
}

function nameIn(answer: Answer): string {
  const value = answer['00100010']?.Value?.[0]
  const alphabetic = typeof value === 'object' && value !== null && 'Alphabetic' in value ? value.Alphabetic : value
  return typeof alphabetic === 'string' ? alphabetic.replaceAll('^', ' ').trim().slice(0, 200) : ''
}
