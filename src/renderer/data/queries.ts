// Lists and status of the core as react-query hooks, read again when the core says that something changed. Clinical content lives in rooms.ts, not here.
import { type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import type { CaseId } from '#shared/kit/ids.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { keepPreviousData, QueryClient, queryOptions, skipToken, useQueries, useQuery } from '@tanstack/react-query'
import { client } from './client.ts'

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

export const useHost = () => useQuery({ queryKey: ['host'], queryFn: () => client.workspace.host() })
/** Which certificate this person's PDFs carry; undefined while it is read. */
export const usePdfIdentity = () => useQuery({ queryKey: ['pdfIdentity'], queryFn: () => client.profile.pdfIdentity() }).data
/** Until when one's own licence is valid: undefined while it is read, null when nobody stated it. */
export const useLicence = () => useQuery({ queryKey: ['licenceTerm'], queryFn: () => client.profile.licenceTerm() }).data
/** How the psychological part stands, for whoever may not read it. */
export const usePsychologyStatus = (caseId: string) => useQuery({ queryKey: ['psychology', 'status', caseId], queryFn: () => client.psychology.status({ caseId: as(caseId) }) })
export const useProfile = () => useQuery({ queryKey: ['profile'], queryFn: () => client.profile.status() })
/** Only once a profile is open: `enabled` says so. */
export const usePreferences = (enabled = true) =>
  useQuery({ queryKey: ['preferences'], queryFn: enabled ? () => client.workspace.preferences() : skipToken })

/** What panels wait for from this person. */
export const useAskedOpinions = () => useQuery({ queryKey: ['cases', 'asked'], queryFn: () => client.panel.asked() })

export type WorkListRequest = Parameters<typeof client.cases.page>[0]
/** One part of the work list; what was shown before stays until the answer is there. */
export const workListQuery = (request: WorkListRequest) => queryOptions({ queryKey: ['cases', 'page', request], queryFn: () => client.cases.page(request) })
export const useWorkList = (request: Partial<WorkListRequest>, enabled = true) =>
  useQuery({ ...workListQuery({ filter: null, text: '', pinned: [], selected: null, offset: 0, limit: 0, ...request }), placeholderData: keepPreviousData, enabled })
/** null asks for nothing. */
export const useCase = (caseId: string | null) =>
  useQuery({ queryKey: ['case', caseId, 'line'], queryFn: caseId ? () => client.cases.get({ caseId: as(caseId) }) : skipToken })
/** The case against its programme: checklist, conditions, steps that may be taken. */
export const useSituation = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'situation'], queryFn: () => client.intake.situation({ caseId: as(caseId) }) })
/** The unfinished form of a new case; read anew whenever the form is opened. */
export const useIntakeDraft = () => useQuery({ queryKey: ['intakeDraft'], queryFn: () => client.intake.draft(), gcTime: 0, staleTime: 0 })
export const useCatalogue = () => useQuery({ queryKey: ['catalogue'], queryFn: () => client.intake.catalogue() })
export const useQuarantine = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'quarantine'], queryFn: () => client.quarantine.list({ caseId: as(caseId) }) })
export const useDocuments = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'documents'], queryFn: () => client.cases.documents({ caseId: as(caseId) }) })
/** Where the marks of the case stand as proofs; asked for anew whenever somebody looks. */
export const useProofUses = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'proofUses'], queryFn: () => client.reading.uses({ caseId: as(caseId) }), refetchOnMount: 'always' })
/** What is new to this person; asked for anew whenever somebody looks. */
export const useCaseDigest = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'digest'], queryFn: () => client.history.digest({ caseId: as(caseId) }), refetchOnMount: 'always' })
export const useCaseMoments = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'moments'], queryFn: () => client.history.moments({ caseId: as(caseId) }), refetchOnMount: 'always' })
/** The case at an instant; what was shown before stays until the answer is there. null asks for nothing. */
export const useCaseAsItWas = (caseId: string, at: string | null) =>
  useQuery({ queryKey: ['case', caseId, 'asItWas', at], queryFn: at ? () => client.history.asItWas({ caseId: as(caseId), at }) : skipToken, placeholderData: keepPreviousData, gcTime: 60_000 })
export const useCaseEvents = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'events'], queryFn: () => client.cases.events({ caseId: as(caseId) }) })
export const useStudies = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'studies'], queryFn: () => client.imaging.studies({ caseId: as(caseId) }) })
/** Only what names the series: whoever asks may hold a whole anchor. */
const askFor = (caseId: string, { StudyInstanceUID, SeriesInstanceUID }: SeriesOfStudy) => ({ caseId: as<CaseId>(caseId), StudyInstanceUID, SeriesInstanceUID })
/** What `useSeries` asks, for those who ask for several at once. */
export const seriesQuery = (caseId: string, of: SeriesOfStudy) => queryOptions({ queryKey: ['case', caseId, 'series', seriesKey(of)], queryFn: () => client.imaging.series(askFor(caseId, of)) })
/** Instances of one series; null asks for nothing. */
export const useSeries = (caseId: string, of: SeriesOfStudy | null) =>
  useQuery({
    queryKey: ['case', caseId, 'series', of && seriesKey(of)],
    queryFn: of ? () => client.imaging.series(askFor(caseId, of)) : skipToken,
  })
/** The same, before anybody looks: it is not recorded as seen. */
export const useSeriesAhead = (caseId: string, of: SeriesOfStudy | null) =>
  useQuery({
    queryKey: ['case', caseId, 'ahead', of && seriesKey(of)],
    queryFn: of ? () => client.imaging.ahead(askFor(caseId, of)) : skipToken,
  })
/** Lookup tables and overlays of a series; null asks for nothing. */
export const usePresentations = (caseId: string, of: SeriesOfStudy | null) =>
  useQuery({
    queryKey: ['case', caseId, 'presentations', of && seriesKey(of)],
    queryFn: of ? () => client.imaging.presentations(askFor(caseId, of)) : skipToken,
  })
/** Reports, presentation states and waveforms of a series; null asks for nothing. */
export const useReadableObjects = (caseId: string, of: SeriesOfStudy | null) =>
  useQuery({
    queryKey: ['case', caseId, 'objects', of && seriesKey(of)],
    queryFn: of ? () => client.imaging.objects(askFor(caseId, of)) : skipToken,
  })
/** The header of one object. */
export const useElements = (caseId: string, of: SeriesOfStudy, SOPInstanceUID: string) =>
  useQuery({ queryKey: ['case', caseId, 'elements', SOPInstanceUID], queryFn: () => client.imaging.elements({ ...askFor(caseId, of), SOPInstanceUID }) })
/** Outlines of structure sets and segmentations. */
export const useStructures = (caseId: string, series: readonly SeriesOfStudy[]) =>
  useQueries({
    queries: series.map((of) => ({
      queryKey: ['case', caseId, 'structures', seriesKey(of)],
      queryFn: () => client.imaging.structures(askFor(caseId, of)),
    })),
  })
export const useImportResult = (importId: string | null) =>
  useQuery({ queryKey: ['imports', 'result', importId], queryFn: importId ? () => client.bundles.result({ importId: as(importId) }) : skipToken })

/** Everything that was taken into a case, the first delivery first. */
export const useImports = (caseId: string) => useQuery({ queryKey: ['imports', 'case', caseId], queryFn: () => client.bundles.imports({ caseId: as(caseId) }) })

/** The image archive that is set up; null = none. */
export const useArchive = () => useQuery({ queryKey: ['archive'], queryFn: () => client.archive.source() })
/** What is wrong with the studies of a case; null asks for nothing. */
export const useStudyQuality = (caseId: string | null) =>
  useQuery({ queryKey: ['case', caseId, 'quality'], queryFn: caseId ? () => client.imaging.quality({ caseId: as(caseId) }) : skipToken })

export const useReports = (caseId: string) =>
  useQuery({ queryKey: ['reports', caseId, 'list'], queryFn: () => client.reports.list({ caseId: as(caseId) }) })
/** What stands between the report and its signature; null asks for nothing. */
/** What patient and treating doctor read of a report; asked again after something was stored. */
/** What the clinic shares; what others put there is seen when a list is opened. */
export const useClinic = () => useQuery({ queryKey: ['clinic'], queryFn: () => client.workspace.clinic(), refetchOnMount: 'always' })
export const usePhrases = () => useQuery({ queryKey: ['phrases'], queryFn: () => client.reports.phrases() })

export const useReadingPages = (caseId: string, reportId: string, language: Language) =>
  useQuery({ queryKey: ['reports', caseId, 'pages', reportId, language], queryFn: () => client.reports.pages({ caseId: as(caseId), reportId: as(reportId), language }) })

/** @param against the version compared with; null = none is chosen */
export const useRedline = (caseId: string, reportId: string, against: string | null) =>
  useQuery({ queryKey: ['reports', caseId, 'pages', reportId, 'changes', against], queryFn: against ? () => client.reports.changes({ caseId: as(caseId), reportId: as(reportId), against: as(against) }) : skipToken })

export const useObstacles = (caseId: string, reportId: string | null) =>
  useQuery({
    queryKey: ['reports', caseId, 'obstacles', reportId],
    queryFn: reportId ? () => client.reports.obstacles({ caseId: as(caseId), reportId: as(reportId) }) : skipToken,
  })
export const useSignOffs = (caseId: string) =>
  useQuery({ queryKey: ['signOffs', caseId, 'list'], queryFn: () => client.signOff.list({ caseId: as(caseId) }) })
/** Where the order of signatures stands over the pages in this language. */
export const useSigningProgress = (caseId: string, reportId: string, language: Language) =>
  useQuery({ queryKey: ['signOffs', caseId, 'progress', reportId, language], queryFn: () => client.signOff.progress({ caseId: as(caseId), reportId: as(reportId), language }) })

export const useSyncStatus = () => useQuery({ queryKey: ['sync', 'status'], queryFn: () => client.sync.status() })
export const useConflicts = () => useQuery({ queryKey: ['sync', 'conflicts'], queryFn: () => client.sync.conflicts() })
export const useSharing = () => useQuery({ queryKey: ['sync', 'sharing'], queryFn: () => client.sync.sharing() })
export const useLedger = () => useQuery({ queryKey: ['sync', 'ledger'], queryFn: () => client.sync.ledger() })

/** An id that came from the core and travelled through a place or a prop as text; the core validates it again. */
export function as<B extends string>(id: string): B {
  return id as B
}
