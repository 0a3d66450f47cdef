// The page inside a package that checks it: in any browser with WebCrypto, opened from a folder, without a network. It knows the manifest; the files are chosen by the person.
import { MANIFEST_FILE, PACKAGE_DOMAIN } from '#shared/domain/packageManifest.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { esc, type Page } from './htmlPage.ts'
import { PACKAGE_WORDS } from './packageWords.ts'

export const VERIFY_FILE = 'verify.html'

export function verifyPage(language: Language): Page {
  const words = PACKAGE_WORDS[language].verify
  return {
    file: VERIFY_FILE,
    title: words.title,
    main: `<p>${esc(words.intro)}</p>
<p class="noprint"><label for="folder">${esc(words.choose)}</label><br><input id="folder" type="file" webkitdirectory multiple></p>
<p id="result" role="status" aria-live="polite"></p>
<dl id="signatures"></dl>
<table id="files" hidden><thead><tr><th scope="col">${esc(words.file)}</th><th scope="col">SHA-256</th><th scope="col"></th></tr></thead><tbody></tbody></table>
<p class="soft">${esc(words.keyNote)}</p>`,
  }
}

export function verifyScript(language: Language): string {
  const data = JSON.stringify({ words: PACKAGE_WORDS[language].verify, domain: PACKAGE_DOMAIN, manifestFile: MANIFEST_FILE }).replace(/</g, '\\u003c')
  return `"use strict";(${check.toString()})(${data});`
}

/* Runs in the reader's browser; written as one function without imports, its text goes into the page. */
function check(D: { words: (typeof PACKAGE_WORDS)['en']['verify']; domain: string; manifestFile: string }): void {
  const W = D.words
  /* biome-ignore lint/suspicious/noExplicitAny: the page's own globals, outside of this program's types */
  const page = globalThis as any
  const doc = page.document
  const result = doc.getElementById('result')
  const raw = (text: string) => Uint8Array.from(page.atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c: string) => c.charCodeAt(0))
  const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('')
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const subtle = page.crypto?.subtle
  if (!subtle) {
    result.textContent = W.noCrypto
    return
  }
  // One spelling only: the unused bits of the last letter must be zero.
  const isPlain = (text: string) => page.btoa(String.fromCharCode(...raw(text))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') === text
  const verify = async (key: string, bytes: Uint8Array, signature: string): Promise<boolean | null> => {
    if (!isPlain(key) || !isPlain(signature)) return false
    let imported: unknown
    try {
      imported = await subtle.importKey('raw', raw(key), { name: 'Ed25519' }, false, ['verify'])
    } catch {
      return null
    }
    return subtle.verify({ name: 'Ed25519' }, imported, raw(signature), bytes)
  }
  /** As the signatory's wall showed it, and the same moment as it was signed. */
  const moment = ({ signedAt, zone }: { signedAt: string; zone?: { name: string; utcOffset: string } }) => {
    if (!zone) return signedAt
    const [hours, minutes] = zone.utcOffset.slice(1).split(':').map(Number) as [number, number]
    const there = new Date(Date.parse(signedAt) + (zone.utcOffset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000).toISOString()
    const offset = zone.utcOffset === '+00:00' ? '' : zone.utcOffset.replace('-', '\u2212')
    return `${there.slice(0, 10)} ${there.slice(11, 16)} UTC${offset}${zone.name === 'UTC' ? '' : ` ${zone.name}`} (${signedAt})`
  }
  const term = (label: string, state: boolean | null, detail: string) => {
    const list = doc.getElementById('signatures')
    const dt = doc.createElement('dt')
    dt.textContent = label
    const dd = doc.createElement('dd')
    const strong = doc.createElement('strong')
    strong.textContent = state === null ? W.unsupported : state ? W.holds : W.fails
    strong.className = state === true ? 'ok' : 'bad'
    const code = doc.createElement('code')
    code.textContent = detail
    dd.append(strong, doc.createElement('br'), code)
    list.append(dt, dd)
  }
  const row = (name: string, hash: string, words: string, ok: boolean) => {
    const tr = doc.createElement('tr')
    for (const [tag, text] of [['th', name], ['td', hash], ['td', words]]) {
      const cell = doc.createElement(tag)
      if (tag === 'td' && text === hash) {
        const code = doc.createElement('code')
        code.textContent = hash
        cell.append(code)
      } else cell.textContent = text
      if (text === words) cell.className = ok ? 'ok' : 'bad'
      tr.append(cell)
    }
    doc.querySelector('#files tbody').append(tr)
  }
  interface Given {
    readonly name: string
    readonly webkitRelativePath: string
    arrayBuffer(): Promise<ArrayBuffer>
  }
  const checkFile = async (name: string, sha256: string, file: Given | undefined) => {
    const actual = file ? hex(await subtle.digest('SHA-256', await file.arrayBuffer())) : ''
    row(name, sha256, file ? (actual === sha256 ? W.ok : W.changed) : W.missing, actual === sha256)
    return actual === sha256
  }
  const checkFiles = async (given: Map<string, Given>, files: { name: string; sha256: string }[]) => {
    let ok = true
    for (const { name, sha256 } of files) ok = (await checkFile(name, sha256, given.get(name))) && ok
    const listed = [D.manifestFile, ...files.map(({ name }) => name)]
    const extra = [...given.keys()].filter((name) => !listed.includes(name))
    for (const name of extra) row(name, '', W.extra, false)
    return ok && extra.length === 0
  }
  /** true, false, or null when this browser cannot tell. */
  const checkSignatures = async (signed: { text: string; signature: string; publicKey: string }) => {
    const { signOff, contentHash } = JSON.parse(signed.text)
    const said = JSON.parse(signOff.statement)
    const clinician = await verify(signOff.publicKey, utf8(signOff.statement), signOff.signature)
    const station = await verify(signed.publicKey, utf8(`${D.domain}\n${signed.text}`), signed.signature)
    term(W.signature, clinician, `${said.signer.name}, ${moment(said)} · ${signOff.publicKey}`)
    term(W.station, station, signed.publicKey)
    const before: (boolean | null)[] = []
    const named: string[] = said.coSignatures || []
    const given: { statement: string; signature: string; publicKey: string }[] = signOff.coSignatures || []
    for (const one of given) {
      const holds = await verify(one.publicKey, utf8(one.statement), one.signature)
      const its = JSON.parse(one.statement)
      const isInPlace = named[before.length] === one.signature && its.contentHash === contentHash && its.after.join() === named.slice(0, before.length).join()
      before.push(isInPlace ? holds : false)
      term(W.coSignature, before[before.length - 1] ?? null, `${its.signer.name}, ${moment(its)} · ${one.publicKey}`)
    }
    if (clinician === false || station === false || said.contentHash !== contentHash || before.includes(false) || named.length !== given.length) return false
    return clinician === null || station === null || before.includes(null) ? null : true
  }
  doc.getElementById('folder').addEventListener('change', async (event: { target: { files: Iterable<Given> } }) => {
    result.textContent = W.working
    doc.querySelector('#files tbody').textContent = ''
    doc.getElementById('signatures').textContent = ''
    const given = new Map(Array.from(event.target.files, (file) => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file] as const))
    const signed = page.CONSILIUM_PACKAGE
    const areFilesWhole = await checkFiles(given, JSON.parse(signed.text).files)
    const isSigned = await checkSignatures(signed)
    const isGood = areFilesWhole && isSigned === true
    result.textContent = isGood ? W.good : areFilesWhole && isSigned === null ? W.unsupported : W.bad
    result.className = isGood ? 'ok' : 'bad'
    doc.getElementById('files').hidden = false
  })
}
