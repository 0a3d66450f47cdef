// A co-signature or withdrawal that the server has accepted: filed, and a withdrawn version is withdrawn here, too. Writing the same twice changes nothing.
import type { Countersignature } from '#shared/contract/service/service.contract.ts'
import type { SignedAct } from '#shared/domain/signedAct.ts'
import { addStep } from '../cases/caseStore.ts'
import type { Logger } from '../ports.ts'
import { keepBlockers, setReportStatus } from '../reports/reportStore.ts'
import type { Writable } from '../storage/handles.ts'
import { knownServer } from '../sync/serverRecord.ts'
import { isCountersigned, isSignedActGenuine } from './countersignature.ts'
import { addSignedAct } from './signedActStore.ts'



export function keepReceivedAct(tx: Writable, act: SignedAct, countersignature: Countersignature, log: Logger): void {
  // What does not prove itself is not filed at all: it would read as somebody's signature.
  if (!isSignedActGenuine(act) || !isCountersigned(act, countersignature, knownServer(tx)?.publicKey)) {
    log.warn('signedAct.notProven', { actId: act.id })
    return
  }
  const isNew = addSignedAct(tx, act, false, countersignature)
  if (act.kind === 'withdrawal') {
    setReportStatus(tx, act.reportId, 'entered-in-error')
    keepBlockers(tx, act.reportId, 0)
  }
  if (!isNew) return
  const said = act.kind === 'withdrawal' ? { labelKey: 'event.reportWithdrawn', title: `${act.reportNumber}. ${act.reason}` } : { labelKey: 'event.reportCoSigned', title: String(act.reportNumber) }
  addStep(tx, act.caseId, { at: act.signedAt, ...said, actorName: act.signer.name })
}
