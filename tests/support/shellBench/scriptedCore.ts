// A scripted core behind the real contract over a real WebSocket: lets the shell's screens be looked at and tested without a store.
// Not a replacement of the core: it keeps nothing and decides nothing.
import { belongsTo, type Filter, FILTERS, inOrder } from '../../../src/shared/domain/workList.ts'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { workstationContract } from '#shared/contract/workstation/index.ts'
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import type { Preferences } from '#shared/contract/workstation/workspace.contract.ts'
import { documents, events, id, importResult, lines, me, studies } from './fixtures.ts'

export interface Script {
  profile: 'new' | 'locked' | 'unlocked'
  preferences: Preferences
  place: string | null
  sync: SyncStatus
  /** No case at all, for the empty work list. */
  empty: boolean
}

export const alone: SyncStatus = { state: 'alone', serverUrl: null, offlineSince: null, unsent: { commands: 0, documents: 0, blobs: 0, bytes: 0 }, lastSyncedAt: null, incoming: { blobs: 0, bytes: 0 }, attention: 0, stopped: null, leaseUntil: null, autoLockMinutes: 15, administrator: false, paused: false, limitKib: null, pinned: [] }
export const offline: SyncStatus = { state: 'offline', serverUrl: 'https://consilium.example.org', offlineSince: '2026-11-22T20:14:00.000Z', unsent: { commands: 3, documents: 2, blobs: 2, bytes: 41_000_000 }, lastSyncedAt: '2026-11-22T20:12:00.000Z', incoming: { blobs: 0, bytes: 0 }, attention: 0, stopped: null, leaseUntil: null, autoLockMinutes: 15, administrator: false, paused: false, limitKib: null, pinned: [] }
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.wasm': 'application/wasm' }

const os = implement(workstationContract)

function router(script: Script) {
  const reportId = id()
  const status = () => ({ state: script.profile, profiles: script.profile === 'new' ? [] : [{ id: me.id, initials: 'HO' }], me: script.profile === 'unlocked' ? me : null, demo: false, dataDirectory: '/home/okafor/Consilium' })
  const line = (caseId: string) => {
    const found = lines.find((l) => l.reviewCase.id === caseId)
    if (!found) throw new ORPCError('CASE_NOT_FOUND', { data: {} })
    return found
  }
  const missing = () => {
    throw new ORPCError('INTERNAL', { data: { incident: 'scripted' } })
  }
  return {
    bundles: {
      pick: os.bundles.pick.handler(() => null),
      openUpload: os.bundles.openUpload.handler(() => ({ uploadId: id() as never })),
      discardUpload: os.bundles.discardUpload.handler(() => ({})),
      unfinished: os.bundles.unfinished.handler(() => ({ imports: [], uploads: [] })),
      resume: os.bundles.resume.handler(() => ({ importId: importResult.importId, jobId: id() as never })),
      abandon: os.bundles.abandon.handler(() => ({})),
      import: os.bundles.import.handler(() => ({ importId: importResult.importId, jobId: id() as never })),
      result: os.bundles.result.handler(() => importResult),
      imports: os.bundles.imports.handler(() => [importResult]),
      decide: os.bundles.decide.handler(({ input }) => ({ ...importResult, items: importResult.items.map((i) => (i.itemId === input.itemId ? { ...i, decision: input.decision } : i)) })),
    },
    cases: {
      page: os.cases.page.handler(({ input }) => {
        const shown = script.empty ? [] : lines
        const facts = shown.map((one) => ({ one, facts: { ...one, id: one.reviewCase.id, caseNumber: one.reviewCase.caseNumber, dueOn: one.reviewCase.dueOn, missing: one.complete.missing.length } }))
        const day = new Date().toISOString().slice(0, 10)
        const found = inOrder(facts.map((entry) => ({ ...entry.facts, one: entry.one })).filter((entry) => input.filter === null || belongsTo(entry, input.filter, day)), new Set(input.pinned))
        const counts = Object.fromEntries(FILTERS.map((filter) => [filter, facts.filter((entry) => belongsTo(entry.facts, filter, day)).length])) as Record<Filter, number>
        const at = found.findIndex(({ id }) => id === input.selected)
        return { lines: found.slice(input.offset, input.offset + input.limit).map(({ one }) => one), offset: input.offset, total: found.length, all: shown.length, at: at < 0 ? null : at, counts, needsSomeone: 3, bytes: 1_000_000 }
      }),
      advance: os.cases.advance.handler(({ input }) => line(input.caseId).reviewCase),
      list: os.cases.list.handler(() => (script.empty ? [] : lines)),
      get: os.cases.get.handler(({ input }) => line(input.caseId)),
      documents: os.cases.documents.handler(() => documents),
      events: os.cases.events.handler(() => events),
      updateIntake: os.cases.updateIntake.handler(({ input }) => line(input.caseId).reviewCase),
    },
    demo: { open: os.demo.open.handler(() => ({ jobId: id() as never, passphrase: 'invented harbour lantern seven' })) },
    imaging: { quality: os.imaging.quality.handler(() => []), studies: os.imaging.studies.handler(() => studies), series: os.imaging.series.handler(() => ({ instances: [] })) },
    jobs: {
      watch: os.jobs.watch.handler(async function* () {
        yield { jobId: id() as never, kind: 'import' as const, state: 'running' as const, doneItems: 84, totalItems: 226, doneBytes: 61_000_000, totalBytes: 148_000_000, current: 'IMG/0083.dcm', paused: false, bytesPerSecond: 12_000_000, question: null, error: null }
        await new Promise(() => undefined)
      }),
      pause: os.jobs.pause.handler(() => ({})),
      answer: os.jobs.answer.handler(() => ({})),
      cancel: os.jobs.cancel.handler(() => ({})),
    },
    profile: {
      status: os.profile.status.handler(status),
      create: os.profile.create.handler(() => {
        script.profile = 'unlocked'
        return { user: me, recoveryCode: 'K7QF-2M9D-XT4R-8HWL-3VNC-6PJZ' }
      }),
      unlock: os.profile.unlock.handler(({ input }) => {
        if (input.passphrase !== 'right') throw new ORPCError('PASSPHRASE_WRONG', { data: { attemptsLeft: 3, waitSeconds: 5 } })
        script.profile = 'unlocked'
        return me
      }),
      recover: os.profile.recover.handler(() => me),
      lock: os.profile.lock.handler(() => {
        script.profile = 'locked'
        return {}
      }),
    },
    intake: {
      catalogue: os.intake.catalogue.handler(() => ({ programmes: [], illnesses: [] })),
      draft: os.intake.draft.handler(() => null),
      keepDraft: os.intake.keepDraft.handler(() => ({})),
      open: os.intake.open.handler(missing),
      situation: os.intake.situation.handler(missing),
      record: os.intake.record.handler(missing),
      requestData: os.intake.requestData.handler(missing),
      remind: os.intake.remind.handler(missing),
      waiveRequest: os.intake.waiveRequest.handler(missing),
      moveSpecimen: os.intake.moveSpecimen.handler(missing),
      setClock: os.intake.setClock.handler(missing),
      letter: os.intake.letter.handler(missing),
      motive: os.intake.motive.handler(() => null),
      setMotive: os.intake.setMotive.handler(() => ({})),
    },
    documentDesk: { describe: os.documentDesk.describe.handler(missing) },
    quarantine: {
      list: os.quarantine.list.handler(() => ({ items: [], aliases: [], others: [] })),
      leaveOut: os.quarantine.leaveOut.handler(() => ({})),
      release: os.quarantine.release.handler(() => ({})),
    },
    reports: {
      list: os.reports.list.handler(({ input }) => ({
        reports: [{ id: reportId as never, caseId: input.caseId, number: 1, templateId: 'onc/1' as const, status: 'preliminary' as const, language: 'en' as const, replaces: null, amendmentReason: null, createdAt: '2026-11-20T10:00:00.000Z' }],
        template: { id: 'onc/1' as const, version: 1, title: { en: 'Oncology', es: 'Oncología' }, sections: [{ key: 'answers', number: 11, title: { en: 'Answers to questions', es: 'Respuestas' }, kind: 'questions' as const, fields: [], required: true, restrictedTo: null, hint: { en: '', es: '' } }] },
      })),
      obstacles: os.reports.obstacles.handler(({ input }) =>
        line(input.caseId).blockers === 0
          ? []
          : [
              { code: 'questionUnanswered' as const, severity: 'blocker' as const, sectionKey: 'answers', fieldKey: null, detail: '6' },
              { code: 'claimWithoutProof' as const, severity: 'blocker' as const, sectionKey: 'response', fieldKey: null, detail: 'Residual tumour touches only one wall' },
              { code: 'noRecommendation' as const, severity: 'blocker' as const, sectionKey: 'recommendations', fieldKey: null, detail: '' },
              { code: 'seriesIncomplete' as const, severity: 'warning' as const, sectionKey: 'imaging', fieldKey: null, detail: 'MR brain' },
            ],
      ),
      preview: os.reports.preview.handler(missing),
      amend: os.reports.amend.handler(missing),
    },
    signOff: { list: os.signOff.list.handler(() => []), sign: os.signOff.sign.handler(missing), verify: os.signOff.verify.handler(() => ({ ok: true, findings: [] })) },
    sync: {
      status: os.sync.status.handler(() => script.sync),
      ledger: os.sync.ledger.handler(() => [
        { commandId: null, direction: 'up' as const, count: 1, caseId: lines[0]!.reviewCase.id, kind: 'text' as const, label: `case/${lines[0]!.reviewCase.id}/report/1/response`, bytes: 14_000, state: 'waiting' as const, at: '2026-11-22T20:20:00.000Z', reason: null },
        { commandId: null, direction: 'up' as const, count: 1, caseId: lines[0]!.reviewCase.id, kind: 'blob' as const, label: 'application/dicom', bytes: 38_000_000, state: 'moving' as const, at: '2026-11-22T20:21:00.000Z', reason: null },
        { commandId: '01900000-0000-7000-8000-000000000001', direction: null, count: 1, caseId: lines[6]!.reviewCase.id, kind: 'command' as const, label: 'report.sign', bytes: null, state: 'needsYou' as const, at: '2026-11-22T20:10:00.000Z', reason: 'The server holds a newer version of this report.' },
        { commandId: null, direction: 'up' as const, count: 1, caseId: lines[6]!.reviewCase.id, kind: 'text' as const, label: `case/${lines[6]!.reviewCase.id}/annotations/documents`, bytes: 2_000, state: 'done' as const, at: '2026-11-22T20:09:00.000Z', reason: null },
      ]),
      connect: os.sync.connect.handler(() => {
        throw new ORPCError('SERVER_UNREACHABLE', { data: {} })
      }),
      disconnect: os.sync.disconnect.handler(() => {
        script.sync = alone
        return alone
      }),
      syncNow: os.sync.syncNow.handler(() => script.sync),
      people: os.sync.people.handler(() => []),
      assign: os.sync.assign.handler(() => ({})),
    },
    workspace: {
      clinic: os.workspace.clinic.handler(() => []),
      keepForClinic: os.workspace.keepForClinic.handler(() => []),
      notices: os.workspace.notices.handler(() => ({ text: 'Notices' })),
      host: os.workspace.host.handler(() => ({ host: 'browser' as const, picker: 'upload' as const, version: '0.1.0', platform: 'linux' })),
      place: os.workspace.place.handler(() => ({ place: script.place })),
      savePlace: os.workspace.savePlace.handler(({ input }) => {
        script.place = input.place
        return { savedAt: new Date().toISOString() }
      }),
      preferences: os.workspace.preferences.handler(() => script.preferences),
      savePreferences: os.workspace.savePreferences.handler(({ input }) => {
        script.preferences = input
        return input
      }),
      live: os.workspace.live.handler(async function* () {
        await new Promise(() => undefined)
        yield { topic: 'cases' as const, caseId: null }
      }),
    },
  }
}

/** Serves the built renderer and the scripted contract on a free port of 127.0.0.1. */
export async function serveScripted(folder: string, script: Script): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    try {
      const bytes = await readFile(join(folder, path === '/' ? 'index.html' : path))
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  const sockets = new WebSocketServer({ noServer: true })
  const handler = new RPCHandler(router(script))
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/rpc') return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (ws) => handler.upgrade(ws))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
