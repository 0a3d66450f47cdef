// How this profile comes to a server: by a code, or by signing in at the organisation's identity provider. Once in, the device's own key signs in.
import { CaseError, caseError } from '#shared/contract/errors.ts'
import type { AccountWord } from '#shared/contract/service/account.ts'
import { ENROL_DOMAIN } from '#shared/contract/service/service.contract.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { SignOn } from '../identity/signOn.ts'
import type { Session } from '../identity/session.ts'
import { createServiceClient, translated } from './serverLink.ts'
import { knownServer, rememberServer } from './serverRecord.ts'

interface Ports {
  readonly session: Session
  readonly audit: AuditLog
  /** Shows an address in the system's browser; null where the host cannot: then the person opens it. */
  readonly openAddress: ((address: string) => Promise<void>) | null
  /** The profile belongs to a server from now on. */
  enrolled(): void
}

type Word = { code: string } | { account: AccountWord } | { identity: { token: string; nonce: string } }

export function createEnrolment({ session, audit, openAddress, enrolled }: Ports) {
  const { db } = session
  let underway: { serverUrl: string; nonce: string; signOn: SignOn } | null = null

  async function enrol(serverUrl: string, word: Word): Promise<void> {
    const client = createServiceClient(serverUrl)
    const server = await translated(() => client.identity())
    const known = db.read(knownServer)
    if (known && known.serverId !== server.serverId) throw caseError('SERVER_REFUSED', { reason: 'anotherServer' })
    const { user, devicePublicKey, signingPublicKey } = session
    const proof = session.signAsDevice(domainSeparated(ENROL_DOMAIN, `${user.id}\n${signingPublicKey}`))
    await translated(() => client.enrol({ code: '', identity: null, ...word, user, devicePublicKey, signingPublicKey, proof }))
    db.write((tx) => {
      rememberServer(tx, { url: serverUrl, ...server })
      audit.append(tx, 'sync.connected', { userId: user.id, role: user.role }, { serverId: server.serverId })
    })
    enrolled()
  }

  /** @throws CaseError ACCOUNT_REFUSED, ACCOUNT_LOCKED, CHOOSE_PASSPHRASE (again, with an own one), SERVER_UNREACHABLE, SERVER_REFUSED */
  async function connectByAccount({ serverUrl, ...account }: AccountWord & { serverUrl: string }): Promise<void> {
    try {
      await enrol(serverUrl, { account })
    } catch (cause) {
      switch (refusalOf(cause)) {
        case 'CODE_WRONG':
          throw caseError('ACCOUNT_REFUSED', {}, { cause })
        case 'ACCOUNT_LOCKED':
          throw caseError('ACCOUNT_LOCKED', {}, { cause })
        case 'CHOOSE_PASSPHRASE':
          throw caseError('CHOOSE_PASSPHRASE', {}, { cause })
        default:
          throw cause
      }
    }
  }

  /** @throws CaseError SIGN_ON_NOT_OFFERED, SIGN_ON_FAILED (the provider does not answer), SERVER_UNREACHABLE */
  async function beginSignOn({ serverUrl, way }: { serverUrl: string; way: 'browser' | 'device' }): Promise<{ address: string; userCode: string | null }> {
    cancelSignOn()
    const offered = await translated(() => createServiceClient(serverUrl).signOn({ devicePublicKey: session.devicePublicKey, way }))
    if (!offered) throw caseError('SIGN_ON_NOT_OFFERED', {})
    // The protocol's library is read when somebody signs in this way, not at every start.
    const { signOnByBrowser, signOnByCode } = await import('../identity/signOn.ts')
    const signOn = await (way === 'browser' ? signOnByBrowser : signOnByCode)(offered).catch((cause: unknown) => {
      throw caseError('SIGN_ON_FAILED', {}, { cause })
    })
    underway = { serverUrl, nonce: offered.nonce, signOn }
    if (way === 'browser') await openAddress?.(signOn.address).catch(() => undefined)
    return { address: signOn.address, userCode: signOn.userCode }
  }

  /** Waits for the person. @throws CaseError SIGN_ON_FAILED, SIGN_ON_REFUSED (the server does not let the account in), SERVER_UNREACHABLE */
  async function finishSignOn(): Promise<void> {
    if (!underway) throw caseError('SIGN_ON_FAILED', {})
    const { serverUrl, nonce, signOn } = underway
    try {
      await enrol(serverUrl, { identity: { token: await signOn.token, nonce } })
    } catch (cause) {
      throw refusalOf(cause) === 'CODE_WRONG' ? caseError('SIGN_ON_REFUSED', {}, { cause }) : cause
    } finally {
      if (underway?.signOn === signOn) underway = null
    }
  }

  function cancelSignOn(): void {
    underway?.signOn.cancel()
    underway = null
  }

  return { connect: ({ serverUrl, enrolmentCode }: { serverUrl: string; enrolmentCode: string }) => enrol(serverUrl, { code: enrolmentCode }), connectByAccount, beginSignOn, finishSignOn, cancelSignOn }
}

/** The server's own word for its refusal. */
function refusalOf(cause: unknown): string | undefined {
  return cause instanceof CaseError && cause.code === 'SERVER_REFUSED' ? (cause.data as { reason?: string }).reason : undefined
}
