// Writes resources/licences/NOTICE.txt: every package that the product carries, with the licence files it came with. From package-lock.json and node_modules; fetches nothing.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { ROOT } from './run.mjs'

export const NOTICE = join(ROOT, 'resources', 'licences', 'NOTICE.txt')
const LICENCE_FILE = /^(licen[cs]es?|copying|notice|ofl)([-._].*)?$/i
/** Of the licences that a package offers, the one under which it is used here; its text is carried where the package does not bring it. */
const CHOSEN = { 'dictionary-es': { licence: 'MPL-1.1', text: 'resources/licences/MPL-1.1.txt' }, 'type-fest': { licence: 'MIT', text: null } }
const LINE = '='.repeat(100)

const tidy = (text) => `${text.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '').trim()}\n`

/** Packages that run with the product, by the lock file: no tool of development, nothing that this repository holds itself. */
function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([path, one]) => path.startsWith('node_modules/') && !one.dev && !one.devOptional && !one.link)
    .map(([path, { version, license, optional }]) => ({ path, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, stated: license ?? null, optional: optional === true }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

/** An optional package is there on one system and not on another: its own statement stands for it on all. */
function textsOf({ path, name, optional }) {
  const folder = join(ROOT, path)
  const own = optional || !existsSync(folder) ? [] : readdirSync(folder).filter((file) => LICENCE_FILE.test(file)).sort().map((file) => tidy(readFileSync(join(folder, file), 'utf8')))
  const chosen = CHOSEN[name]?.text
  return chosen ? [...own, tidy(readFileSync(join(ROOT, chosen), 'utf8'))] : own
}

/** @returns the whole file as it must be for what is installed */
export function noticesText() {
  const groups = new Map()
  for (const one of shippedPackages()) {
    const licence = CHOSEN[one.name] ? `${one.stated}; used under ${CHOSEN[one.name].licence}` : one.stated
    const text = textsOf(one).join('\n')
    groups.set(text, [...(groups.get(text) ?? []), `${one.name} ${one.version}: ${licence ?? 'see the text below'}`])
  }
  const silent = groups.get('') ?? []
  groups.delete('')
  const head = [
    'CONSILIUM: NOTICES OF THE PARTS OF OTHER PEOPLE',
    '',
    'The product carries the packages named here, unchanged. Each stands under its own licence; the texts are as the packages brought them.',
    'The Spanish dictionary (dictionary-es, files index.aff and index.dic) is used under the Mozilla Public License 1.1; its source form is those two files, which are part of the product.',
    'Installers also carry Electron and Chromium, whose licences lie beside the program (LICENSE.electron.txt, LICENSES.chromium.html).',
    '',
  ]
  const bodies = [...groups].map(([text, names]) => [LINE, ...names, LINE, '', text].join('\n'))
  const tail = silent.length === 0 ? [] : [[LINE, 'These packages bring no licence text of their own, or are not part of every system; their licences as they state them:', ...silent, LINE, ''].join('\n')]
  return [head.join('\n'), ...bodies, ...tail].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(NOTICE, noticesText())
