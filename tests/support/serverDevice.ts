// A person's device against a running server, without a workstation: enrolled, signed in, with its own socket for shared documents.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createServiceClient } from '../../src/main/core/sync/serverLink.ts'
import { ENROL_DOMAIN, SESSION_DOMAIN, type CommandBody } from '../../src/shared/contract/service/service.contract.ts'
import type { Role } from '../../src/shared/domain/people.ts'
import { newUuid, type CaseId, UserId } from '../../src/shared/kit/ids.ts'
import { domainSeparated, newSigningKey, signEd25519 } from '../../src/shared/node/ed25519.ts'

export type ServerDevice = Awaited<ReturnType<typeof enrolDevice>>

export async function enrolDevice(url: string, code: string, name: string, role: Role) {
  const deviceKey = newSigningKey()
  const signing = newSigningKey()
  const user = { id: UserId.parse(newUuid(Date.now())), name, role, licence: null }
  const anonymous = (at: string) => createServiceClient(at)
  const proof = signEd25519(deviceKey.privateKey, domainSeparated(ENROL_DOMAIN, `${user.id}\n${signing.publicKey}`))
  await anonymous(url).enrol({ code, user, devicePublicKey: deviceKey.publicKey, signingPublicKey: signing.publicKey, proof })

  async function signIn(at = url): Promise<string> {
    const { nonce } = await anonymous(at).challenge({ devicePublicKey: deviceKey.publicKey })
    const signature = signEd25519(deviceKey.privateKey, domainSeparated(SESSION_DOMAIN, nonce))
    return (await anonymous(at).signIn({ devicePublicKey: deviceKey.publicKey, nonce, signature })).token
  }
  const token = await signIn()
  const client = (at = url) => createServiceClient(at, () => token)
  const submit = (caseId: CaseId, body: CommandBody, { baseVersion = 0, id = newUuid(Date.now()), at = url } = {}) =>
    client(at).submit({ id, caseId, baseVersion, createdAt: new Date(0).toISOString(), body })
  return { user, token, client, submit, signIn, deviceKey, signing }
}

/**
 * Opens a shared document and keeps it open.
 * @param doc what this side holds already
 * @param isPresent others see this device there, and it sees them
 */
export function openRoomAt(url: string, token: string, room: string, doc = new Y.Doc(), isPresent = false) {
  class Signed extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { authorization: `Bearer ${token}` } })
    }
  }
  const websocketProvider = new HocuspocusProviderWebsocket({ url: `${url.replace('http', 'ws')}/collab`, WebSocketPolyfill: Signed, delay: 100, minDelay: 100 })
  const provider = new HocuspocusProvider({ websocketProvider, name: room, document: doc, token: 'device', ...(isPresent ? {} : { awareness: null }) })
  provider.attach()
  return {
    doc,
    provider,
    stop() {
      provider.destroy()
      websocketProvider.destroy()
    },
  }
}
