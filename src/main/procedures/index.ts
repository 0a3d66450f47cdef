// The renderer-core contract, answered by the core: every handler is one call, nothing more.
import { implement } from '@orpc/server'
import { workstationContract } from '#shared/contract/workstation/index.ts'
import type { ProcedureMeta } from '#shared/contract/procedure.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import type { Core } from '../core/createCore.ts'
import { administrationAnswers } from './administration.ts'
import { admit, outwardError } from './guard.ts'

export function createRouter(core: Core) {
  const os = implement(workstationContract).use(async ({ procedure, next }, input) => {
    try {
      admit(core, procedure['~orpc'].meta as ProcedureMeta, input)
      return await next()
    } catch (error) {
      throw outwardError(core, error)
    }
  })
  const work = core.work
  const administration = administrationAnswers(work)

  return os.router({
    profile: {
      status: os.profile.status.handler(() => core.profile.status()),
      create: os.profile.create.handler(({ input }) => core.profile.create(input)),
      unlock: os.profile.unlock.handler(({ input }) => core.profile.unlock(input)),
      recover: os.profile.recover.handler(({ input }) => core.profile.recover(input)),
      changePassphrase: os.profile.changePassphrase.handler(({ input }) => core.profile.changePassphrase(input)),
      renewRecoveryCode: os.profile.renewRecoveryCode.handler(({ input }) => core.profile.renewRecoveryCode(input)),
      licenceTerm: os.profile.licenceTerm.handler(() => work().licence.term()),
      stateLicence: os.profile.stateLicence.handler(({ input }) => work().licence.stateNumber(input)),
      stateLicenceTerm: os.profile.stateLicenceTerm.handler(({ input }) => work().licence.state(input)),
      pdfIdentity: os.profile.pdfIdentity.handler(() => work().pdfIdentity.describe()),
      importPdfIdentity: os.profile.importPdfIdentity.handler(({ input }) => work().pdfIdentity.bring(input)),
      choosePdfCard: os.profile.choosePdfCard.handler(({ input }) => work().pdfIdentity.useCard(input)),
      dropPdfIdentity: os.profile.dropPdfIdentity.handler(({ input }) => work().pdfIdentity.useOwn(input)),
      lock: os.profile.lock.handler(async () => {
        await core.lock()
        return {}
      }),
    },
    demo: { open: os.demo.open.handler(() => core.openDemo()) },
    workspace: {
      host: os.workspace.host.handler(() => core.hostInfo),
      notices: os.workspace.notices.handler(() => core.notices()),
      place: os.workspace.place.handler(() => work().workspace.place()),
      savePlace: os.workspace.savePlace.handler(({ input }) => work().workspace.savePlace(input)),
      preferences: os.workspace.preferences.handler(() => work().workspace.preferences()),
      savePreferences: os.workspace.savePreferences.handler(({ input }) => work().workspace.savePreferences(input)),
      clinic: os.workspace.clinic.handler(() => work().workspace.clinic()),
      keepForClinic: os.workspace.keepForClinic.handler(({ input }) => work().workspace.keepForClinic(input)),
      live: os.workspace.live.handler(({ signal }) => core.live.listen(signal)),
    },
    cases: {
      page: os.cases.page.handler(({ input }) => work().cases.page(input)),
      list: os.cases.list.handler(() => work().cases.list()),
      get: os.cases.get.handler(({ input }) => work().cases.get(input)),
      documents: os.cases.documents.handler(({ input }) => work().cases.documents(input)),
      events: os.cases.events.handler(({ input }) => work().cases.events(input)),
      updateIntake: os.cases.updateIntake.handler(({ input }) => work().cases.updateIntake(input)),
      advance: os.cases.advance.handler(({ input }) => work().cases.advance(input)),
    },
    intake: {
      catalogue: os.intake.catalogue.handler(() => work().intake.catalogue()),
      draft: os.intake.draft.handler(() => work().intake.draft()),
      keepDraft: os.intake.keepDraft.handler(({ input }) => work().intake.keepDraft(input)),
      open: os.intake.open.handler(({ input }) => work().intake.open(input)),
      situation: os.intake.situation.handler(({ input }) => work().intake.situation(input)),
      record: os.intake.record.handler(({ input }) => work().intake.record(input)),
      moveSpecimen: os.intake.moveSpecimen.handler(({ input }) => work().intake.moveSpecimen(input)),
      setClock: os.intake.setClock.handler(({ input }) => work().intake.setClock(input)),
      motive: os.intake.motive.handler(({ input }) => work().intake.motive(input)),
      setMotive: os.intake.setMotive.handler(({ input }) => work().intake.setMotive(input)),
      requestData: os.intake.requestData.handler(({ input }) => work().dataRequests.requestData(input)),
      remind: os.intake.remind.handler(({ input }) => work().dataRequests.remind(input)),
      waiveRequest: os.intake.waiveRequest.handler(({ input }) => work().dataRequests.waiveRequest(input)),
      letter: os.intake.letter.handler(({ input }) => work().dataRequests.letter(input)),
    },
    archive: {
      source: os.archive.source.handler(() => work().archive.source()),
      saveSource: os.archive.saveSource.handler(({ input }) => work().archive.saveSource(input)),
      find: os.archive.find.handler(({ input }) => work().archive.find(input)),
      pull: os.archive.pull.handler(({ input }) => work().archive.pull(input)),
      pulls: os.archive.pulls.handler(() => work().archive.pulls()),
      resume: os.archive.resume.handler(({ input }) => work().archive.resume(input)),
      discard: os.archive.discard.handler(({ input }) => work().archive.discard(input)),
      send: os.archive.send.handler(({ input }) => work().sendObjects(input)),
    },
    bundles: {
      pick: os.bundles.pick.handler(({ input }) => work().bundles.pick(input)),
      openUpload: os.bundles.openUpload.handler(({ input }) => work().bundles.openUpload(input)),
      discardUpload: os.bundles.discardUpload.handler(({ input }) => work().bundles.discardUpload(input)),
      unfinished: os.bundles.unfinished.handler(() => work().bundles.unfinished()),
      resume: os.bundles.resume.handler(({ input }) => work().bundles.resume(input)),
      abandon: os.bundles.abandon.handler(({ input }) => work().bundles.abandon(input)),
      import: os.bundles.import.handler(({ input }) => work().bundles.import(input)),
      exportCase: os.bundles.exportCase.handler(({ input }) => work().bundles.exportCase(input)),
      result: os.bundles.result.handler(({ input }) => work().bundles.result(input)),
      imports: os.bundles.imports.handler(({ input }) => work().bundles.imports(input)),
      decide: os.bundles.decide.handler(({ input }) => work().bundles.decide(input)),
    },
    documentDesk: {
      // What has to be recorded is recorded by the guard, as for everything that is shown.
      opened: os.documentDesk.opened.handler(() => ({})),
      describe: os.documentDesk.describe.handler(({ input }) => work().documentDesk.describe(input)),
      seen: os.documentDesk.seen.handler(({ input }) => work().documentDesk.seen(input)),
      cite: os.documentDesk.cite.handler(({ input }) => work().documentDesk.cite(input)),
      arrange: os.documentDesk.arrange.handler(({ input }) => work().documentDesk.arrange(input)),
    },
    quarantine: {
      list: os.quarantine.list.handler(({ input }) => work().quarantine.list(input)),
      leaveOut: os.quarantine.leaveOut.handler(({ input }) => work().quarantine.leaveOut(input)),
      release: os.quarantine.release.handler(({ input }) => work().quarantine.release(input)),
      dateStudy: os.quarantine.dateStudy.handler(({ input }) => work().quarantine.dateStudy(input)),
    },
    jobs: {
      watch: os.jobs.watch.handler(({ input, signal }) => core.watchJob(input.jobId, signal)),
      pause: os.jobs.pause.handler(({ input }) => core.pauseJob(input)),
      answer: os.jobs.answer.handler(({ input }) => core.answerJob(input)),
      cancel: os.jobs.cancel.handler(({ input }) => core.cancelJob(input.jobId)),
    },
    imaging: {
      studies: os.imaging.studies.handler(({ input }) => work().imaging.studies(input)),
      quality: os.imaging.quality.handler(({ input }) => work().imaging.quality(input)),
      series: os.imaging.series.handler(({ input }) => work().imaging.series(input)),
      ahead: os.imaging.ahead.handler(({ input }) => work().imaging.series(input)),
      presentations: os.imaging.presentations.handler(({ input }) => work().imaging.presentations(input)),
      objects: os.imaging.objects.handler(({ input }) => work().imaging.objects(input)),
      elements: os.imaging.elements.handler(({ input }) => work().imaging.elements(input)),
      structures: os.imaging.structures.handler(({ input }) => work().imaging.structures(input)),
      exportObjects: os.imaging.exportObjects.handler(({ input }) => work().exportObjects(input)),
    },
    delivery: {
      view: os.delivery.view.handler(({ input }) => work().delivery.view(input)),
      release: os.delivery.release.handler(({ input }) => work().delivery.release(input)),
      exportAs: os.delivery.exportAs.handler(({ input }) => work().delivery.exportAs(input)),
      extractChoice: os.delivery.extractChoice.handler(({ input }) => work().delivery.extractChoice(input)),
      makeExtract: os.delivery.makeExtract.handler(({ input }) => work().delivery.makeExtract(input)),
      letter: os.delivery.letter.handler(({ input }) => work().delivery.letter(input)),
      setConsent: os.delivery.setConsent.handler(({ input }) => work().delivery.setConsent(input)),
      setConsultation: os.delivery.setConsultation.handler(({ input }) => work().delivery.setConsultation(input)),
      setAfterCare: os.delivery.setAfterCare.handler(({ input }) => work().delivery.setAfterCare(input)),
      noteCall: os.delivery.noteCall.handler(({ input }) => work().delivery.noteCall(input)),
      openAddendum: os.delivery.openAddendum.handler(({ input }) => work().delivery.openAddendum(input)),
      recordFollowUp: os.delivery.recordFollowUp.handler(({ input }) => work().delivery.recordFollowUp(input)),
      statistics: os.delivery.statistics.handler(() => work().delivery.statistics()),
    },
    psychology: {
      queue: os.psychology.queue.handler(() => work().psychology.queue()),
      status: os.psychology.status.handler(({ input }) => work().psychology.status(input)),
      lane: os.psychology.lane.handler(({ input }) => work().psychology.lane(input)),
      setField: os.psychology.setField.handler(({ input }) => work().psychology.setField(input)),
      saveInstrument: os.psychology.saveInstrument.handler(({ input }) => work().psychology.saveInstrument(input)),
      raiseSafety: os.psychology.raiseSafety.handler(({ input }) => work().psychology.raiseSafety(input)),
      settleSafety: os.psychology.settleSafety.handler(({ input }) => work().psychology.settleSafety(input)),
      recommend: os.psychology.recommend.handler(({ input }) => work().psychology.recommend(input)),
      addEvent: os.psychology.addEvent.handler(({ input }) => work().psychology.addEvent(input)),
      remove: os.psychology.remove.handler(({ input }) => work().psychology.remove(input)),
      answerPrompt: os.psychology.answerPrompt.handler(({ input }) => work().psychology.answerPrompt(input)),
      statement: os.psychology.statement.handler(({ input }) => work().psychology.statement(input)),
      sign: os.psychology.sign.handler(({ input }) => work().psychology.sign(input)),
    },
    board: {
      list: os.board.list.handler(() => work().board.list()),
      view: os.board.view.handler(({ input }) => work().board.view(input)),
      open: os.board.open.handler(({ input }) => work().board.open(input)),
      act: os.board.act.handler(({ input }) => work().board.act(input)),
      actOnCase: os.board.actOnCase.handler(({ input }) => work().board.actOnCase(input)),
      shown: os.board.shown.handler(({ input }) => work().board.shown(input)),
      keepNote: os.board.keepNote.handler(({ input }) => work().board.keepNote(input)),
      join: os.board.join.handler(({ input }) => work().board.join(input)),
      leave: os.board.leave.handler(() => work().board.leave()),
      meetingMinutes: os.board.meetingMinutes.handler(({ input }) => work().board.meetingMinutes(input)),
      minutes: os.board.minutes.handler(({ input }) => work().board.minutes(input)),
    },
    panel: {
      asked: os.panel.asked.handler(() => work().panel.asked()),
      view: os.panel.view.handler(({ input }) => work().panel.view(input)),
      open: os.panel.open.handler(({ input }) => work().panel.open(input)),
      act: os.panel.act.handler(({ input }) => work().panel.act(input)),
      saveDraft: os.panel.saveDraft.handler(({ input }) => work().panel.saveDraft(input)),
      seal: os.panel.seal.handler(({ input }) => work().panel.seal(input)),
      takeChair: os.panel.takeChair.handler(({ input }) => work().panel.takeChair(input)),
      reseal: os.panel.reseal.handler(({ input }) => work().panel.reseal(input)),
      takeIntoReport: os.panel.takeIntoReport.handler(({ input }) => work().panel.takeIntoReport(input)),
      reveal: os.panel.reveal.handler(({ input }) => work().panel.reveal(input)),
    },
    reading: {
      readable: os.reading.readable.handler(({ input }) => work().reading.readable(input)),
      locate: os.reading.locate.handler(async ({ input }) => (await work().reading.locate(input)).map((one) => ({ ...one, rects: [...one.rects] }))),
      uses: os.reading.uses.handler(({ input }) => work().proofUses.uses(input)),
      ownMarks: os.reading.ownMarks.handler(({ input }) => work().reading.ownMarks(input)),
      attachments: os.reading.attachments.handler(({ input }) => work().reading.attachments(input)),
      takeAttachment: os.reading.takeAttachment.handler(({ input }) => work().reading.takeAttachment(input)),
      exportCopy: os.reading.exportCopy.handler(async ({ input }) => {
        const copy = await work().reading.exportCopy(input)
        return { ...copy, sha256: Sha256.parse(copy.sha256) }
      }),
      recognise: os.reading.recognise.handler(({ input }) => work().recognition.recognise(input)),
      words: os.reading.words.handler(({ input }) => work().recognition.words(input)),
      recognised: os.reading.recognised.handler(({ input }) => work().recognition.recognised(input).map((one) => ({ ...one, sha256: Sha256.parse(one.sha256) }))),
    },
    reports: {
      list: os.reports.list.handler(({ input }) => work().reports.list(input)),
      phrases: os.reports.phrases.handler(() => work().reports.phrases()),
      attest: os.reports.attest.handler(({ input }) => work().reports.attest(input)),
      obstacles: os.reports.obstacles.handler(({ input }) => work().reports.obstacles(input)),
      pages: os.reports.pages.handler(({ input }) => work().reports.pages(input)),
      changes: os.reports.changes.handler(({ input }) => work().reports.changes(input)),
      preview: os.reports.preview.handler(({ input }) => work().reports.preview(input)),
      amend: os.reports.amend.handler(({ input }) => work().reports.amend(input)),
      close: os.reports.close.handler(({ input }) => work().reports.close(input)),
    },
    history: {
      digest: os.history.digest.handler(({ input }) => work().history.digest(input)),
      seen: os.history.seen.handler(({ input }) => work().history.seen(input)),
      moments: os.history.moments.handler(({ input }) => work().history.moments(input)),
      asItWas: os.history.asItWas.handler(({ input }) => work().history.asItWas(input)),
    },
    values: { proposals: os.values.proposals.handler(({ input }) => work().values.proposals(input)) },
    spelling: {
      check: os.spelling.check.handler(({ input }) => work().spelling.check(input)),
      suggest: os.spelling.suggest.handler(({ input }) => work().spelling.suggest(input)),
    },
    search: { find: os.search.find.handler(({ input }) => work().search.find(input)) },
    signOff: {
      list: os.signOff.list.handler(({ input }) => work().signOff.list(input)),
      sign: os.signOff.sign.handler(({ input }) => work().signOff.sign(input)),
      acts: os.signOff.acts.handler(({ input }) => work().signedActs.list(input)),
      progress: os.signOff.progress.handler(({ input }) => work().signedActs.progress(input)),
      setOrder: os.signOff.setOrder.handler(async ({ input }) => {
        await work().signedActs.setOrder(input)
        return {}
      }),
      coSign: os.signOff.coSign.handler(({ input }) => work().signedActs.coSign(input)),
      withdraw: os.signOff.withdraw.handler(({ input }) => work().signedActs.withdraw(input)),
      verify: os.signOff.verify.handler(({ input }) => work().signOff.verify(input)),
    },
    administration: {
      users: os.administration.users.handler(administration.users),
      invite: os.administration.invite.handler(administration.invite),
      setUser: os.administration.setUser.handler(administration.setUser),
      accounts: os.administration.accounts.handler(administration.accounts),
      makeAccount: os.administration.makeAccount.handler(administration.makeAccount),
      renewAccount: os.administration.renewAccount.handler(administration.renewAccount),
      devices: os.administration.devices.handler(administration.devices),
      revokeDevice: os.administration.revokeDevice.handler(administration.revokeDevice),
      assignments: os.administration.assignments.handler(administration.assignments),
      assignPerson: os.administration.assignPerson.handler(administration.assignPerson),
      unassignPerson: os.administration.unassignPerson.handler(administration.unassignPerson),
      hold: os.administration.hold.handler(administration.hold),
      erase: os.administration.erase.handler(administration.erase),
      experts: os.administration.experts.handler(administration.experts),
      putExpert: os.administration.putExpert.handler(administration.putExpert),
      policy: os.administration.policy.handler(administration.policy),
      putPolicy: os.administration.putPolicy.handler(administration.putPolicy),
      breakGlasses: os.administration.breakGlasses.handler(administration.breakGlasses),
      reviewBreakGlass: os.administration.reviewBreakGlass.handler(administration.reviewBreakGlass),
      breakGlass: os.administration.breakGlass.handler(administration.breakGlass),
      searchAudit: os.administration.searchAudit.handler(administration.searchAudit),
      exportAudit: os.administration.exportAudit.handler(administration.exportAudit),
      verifyAudit: os.administration.verifyAudit.handler(administration.verifyAudit),
    },
    sync: {
      status: os.sync.status.handler(() => work().sync.status()),
      sharing: os.sync.sharing.handler(() => work().sync.sharing()),
      ledger: os.sync.ledger.handler(() => work().sync.ledger()),
      connect: os.sync.connect.handler(({ input }) => work().sync.connect(input)),
      connectByAccount: os.sync.connectByAccount.handler(({ input }) => work().sync.connectByAccount(input)),
      beginSignOn: os.sync.beginSignOn.handler(({ input }) => work().sync.beginSignOn(input)),
      finishSignOn: os.sync.finishSignOn.handler(() => work().sync.finishSignOn()),
      cancelSignOn: os.sync.cancelSignOn.handler(() => {
        work().sync.cancelSignOn()
        return {}
      }),
      disconnect: os.sync.disconnect.handler(() => work().sync.disconnect()),
      syncNow: os.sync.syncNow.handler(() => work().sync.syncNow()),
      people: os.sync.people.handler(() => work().sync.people()),
      assign: os.sync.assign.handler(({ input }) => work().sync.assign(input)),
      conflicts: os.sync.conflicts.handler(() => work().sync.conflicts()),
      decide: os.sync.decide.handler(({ input }) => work().sync.decide(input)),
      settle: os.sync.settle.handler(({ input }) => work().sync.settle(input)),
      rejoin: os.sync.rejoin.handler(() => work().sync.rejoin()),
      choose: os.sync.choose.handler(({ input }) => work().sync.choose(input)),
      pin: os.sync.pin.handler(({ input }) => work().sync.pin(input)),
    },
  })
}
