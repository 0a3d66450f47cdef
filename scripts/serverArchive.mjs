// `npm run dist:server`: the central server as one archive, and where dpkg-deb is as a Debian package, with everything it needs but Node 24: sources, production packages, unit, compose file, manual.
// What was packed is unpacked elsewhere and started once: what does not serve is not left behind.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { execFileSync, spawn } = await import('node:child_process')
const { createHash } = await import('node:crypto')
const { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { basename, join } = await import('node:path')
const { createInterface } = await import('node:readline')
const { canMakeDebian, makeDebian, startOfDebian } = await import('./debianPackage.mjs')
const { ROOT } = await import('./run.mjs')

const ROOMS = ['src/server', 'src/shared/bundle', 'src/shared/casedoc', 'src/shared/contract', 'src/shared/domain', 'src/shared/kit', 'src/shared/node']
const BESIDE = ['deploy', 'docs/operations.md', 'resources/licences']

const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const name = `consilium-server-${own.version}`

/** Packages that the rooms name, and all that those need. */
function packages() {
  const found = new Set()
  const add = (one, from) => {
    const nested = join(ROOT, 'node_modules', from, 'node_modules', one)
    if (found.has(one) || (from && existsSync(nested))) return
    const file = join(ROOT, 'node_modules', one, 'package.json')
    if (!existsSync(file)) return
    found.add(one)
    for (const next of Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {})) add(next, one)
  }
  for (const room of ROOMS) {
    for (const file of readdirSync(join(ROOT, room), { recursive: true })) {
      if (!file.endsWith('.ts')) continue
      for (const [, specifier] of readFileSync(join(ROOT, room, file), 'utf8').matchAll(/from '([^'.#][^']*)'/g)) {
        if (specifier.startsWith('node:')) continue
        add(specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), '')
      }
    }
  }
  return [...found].sort()
}

function lay(folder) {
  for (const path of [...ROOMS, ...BESIDE]) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  const needed = packages()
  for (const one of needed) cpSync(join(ROOT, 'node_modules', one), join(folder, 'node_modules', one), { recursive: true, dereference: true })
  const { version, type, license, author } = own
  const dependencies = Object.fromEntries(Object.entries(own.dependencies).filter(([one]) => needed.includes(one)))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name: 'consilium-server', version, private: true, type, license, author, engines: { node: '>=24' }, imports: { '#shared/*': './src/shared/*' }, dependencies }, null, 2)}\n`)
}

/** Starts what was packed and asks whether it is ready. */
async function serves(args, env = {}) {
  const child = spawn(process.execPath, [...args, '--json', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH ?? '', ...env } })
  try {
    const said = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve)
      child.once('exit', (code) => reject(new Error(`the packed server ended with ${code}`)))
    })
    const answer = await fetch(`${JSON.parse(said).url}/ready`)
    if (answer.status !== 200) throw new Error(`the packed server is not ready: ${answer.status}`)
  } finally {
    child.kill('SIGKILL')
  }
}

const work = mkdtempSync(join(tmpdir(), 'consilium-archive-'))
const archive = join(ROOT, 'dist', `${name}.tar.gz`)
const made = []
try {
  lay(join(work, name))
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  execFileSync('tar', ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '-czf', archive, '-C', work, name])
  const elsewhere = join(work, 'unpacked')
  mkdirSync(elsewhere)
  execFileSync('tar', ['-xzf', archive, '-C', elsewhere])
  const data = join(elsewhere, 'data')
  mkdirSync(data)
  await serves(['--disable-warning=ExperimentalWarning', join(elsewhere, name, 'src/server/index.ts'), '--data', data])
  made.push(archive)
  if (canMakeDebian()) {
    const file = makeDebian({ laid: join(work, name), work, version: own.version, directory: join(ROOT, 'dist') })
    made.push(file)
    const { args, env } = startOfDebian(file, join(work, 'installed'))
    await serves(args, env)
  }
} catch (error) {
  for (const file of [archive, ...made]) rmSync(file, { force: true })
  throw error
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
for (const file of made) {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
  process.stdout.write(`${sha256}  dist/${basename(file)} (${Math.round(statSync(file).size / 2 ** 20)} MiB, started once)\n`)
}
