// A DICOMweb archive on this machine that keeps what it is handed, and answers as PS3.18 says unless it is told otherwise. A real one (Orthanc) is in orthanc.ts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import dicomParser from 'dicom-parser'
import { boundaryOf, firstPart } from '../../src/main/core/imaging/dicomweb/multipart.ts'

/** What it says to one object instead: another answer, a cut, or `null` for keeping it. */
export type OtherAnswer = { status: number; body?: object } | 'cutOff' | null

interface ArchiveServer {
  url: string
  close(): Promise<void>
}

export async function serveArchive(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<ArchiveServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** @param answer asked before an object is kept; nth counts from 1 */
export async function openKeepingArchive(answer: (uid: string, nth: number) => OtherAnswer | Promise<OtherAnswer> = () => null) {
  const kept = new Map<string, Buffer>()
  const asked: { path: string; type: string; secret: string | undefined }[] = []
  const server = await serveArchive((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => void take(request, response, Buffer.concat(parts)))
  })
  async function take(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const type = request.headers['content-type'] ?? ''
    asked.push({ path: `${request.method} ${request.url}`, type, secret: request.headers.authorization })
    const got: Uint8Array[] = []
    for await (const piece of firstPart(once(body), boundaryOf(type) ?? '')) got.push(piece)
    const file = Buffer.concat(got)
    const uid = dicomParser.parseDicom(file).string('x00080018') ?? ''
    const other = await answer(uid, asked.length)
    if (other === 'cutOff') {
      response.destroy()
      return
    }
    if (!other) kept.set(uid, file)
    const said = other ? other.body : { '00081199': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: [uid] } }] } }
    response.writeHead(other?.status ?? 200, { 'content-type': 'application/dicom+json' }).end(said ? JSON.stringify(said) : '')
  }
  return { ...server, kept, asked }
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
