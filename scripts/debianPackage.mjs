// The laid-out server as a Debian package: program below /opt, unit, account and folders made at installation. What was packed is unpacked elsewhere and started as its own unit says.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAM = 'opt/consilium-server'
const UNIT = 'lib/systemd/system/consilium-server.service'

/** Keys, settings and data are made once and never replaced; they stay when the package goes. */
const AFTER_INSTALL = `#!/bin/sh
set -e
[ "$1" = configure ] || exit 0
getent passwd consilium >/dev/null || useradd --system --home /var/lib/consilium --shell /usr/sbin/nologin consilium
install -d -m 700 /etc/consilium
if [ ! -e /etc/consilium/master.key ]; then
  umask 077
  head -c 32 /dev/urandom > /etc/consilium/master.key
fi
if [ ! -e /etc/consilium/server.env ]; then
  umask 077
  printf '# Settings of the server: see /opt/consilium-server/docs/operations.md\\n#DATABASE_URL=postgresql:///consilium?host=/run/postgresql\\n' > /etc/consilium/server.env
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable consilium-server
  systemctl restart consilium-server
  echo 'The first start prints the enrolment code: journalctl -u consilium-server'
fi
`
const BEFORE_REMOVAL = `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now consilium-server
fi
`

/** The tool that makes packages is on this machine. */
export function canMakeDebian() {
  return spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0
}

/** @param laid folder of the program @param work an empty folder to work in @returns the package's file */
export function makeDebian({ laid, work, version, directory }) {
  const root = join(work, 'root')
  mkdirSync(join(root, 'DEBIAN'), { recursive: true })
  mkdirSync(join(root, PROGRAM, '..'), { recursive: true })
  mkdirSync(join(root, UNIT, '..'), { recursive: true })
  cpSync(laid, join(root, PROGRAM), { recursive: true })
  cpSync(join(laid, 'deploy/consilium-server.service'), join(root, UNIT))
  const control = {
    Package: 'consilium-server',
    Version: version,
    Architecture: 'all',
    Maintainer: 'Consilium <root@localhost>',
    Depends: 'nodejs (>= 24), passwd',
    Recommends: 'postgresql (>= 15)',
    Section: 'misc',
    Priority: 'optional',
    Description: 'Central server for remote second medical opinions',
  }
  writeFileSync(join(root, 'DEBIAN/control'), `${Object.entries(control).map(([key, value]) => `${key}: ${value}`).join('\n')}\n`)
  for (const [name, text] of [['postinst', AFTER_INSTALL], ['prerm', BEFORE_REMOVAL]]) {
    writeFileSync(join(root, 'DEBIAN', name), text)
    chmodSync(join(root, 'DEBIAN', name), 0o755)
  }
  const file = join(directory, `consilium-server_${version}_all.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', root, file], { stdio: ['ignore', 'ignore', 'inherit'] })
  rmSync(root, { recursive: true })
  return file
}

/** Unpacks a package. @returns what its unit starts, as if `root` were the machine's own root */
export function startOfDebian(file, root) {
  execFileSync('dpkg-deb', ['-x', file, root])
  const unit = readFileSync(join(root, UNIT), 'utf8')
  const line = /^ExecStart=(.+)$/m.exec(unit)?.[1] ?? ''
  const [, ...args] = line.split(' ').map((word) => (word.startsWith('/') ? join(root, word) : word))
  const state = join(root, 'var/lib', /^StateDirectory=(.+)$/m.exec(unit)?.[1] ?? '')
  mkdirSync(state, { recursive: true, mode: 0o700 })
  if (!args.includes(state) || !args.some((word) => word.startsWith(join(root, PROGRAM)) && existsSync(word))) throw new Error('the unit does not start what is in the package')
  const [, name, key] = /^LoadCredential=(\S+):(\S+)$/m.exec(unit) ?? []
  mkdirSync(join(root, key, '..'), { recursive: true })
  writeFileSync(join(root, key), randomBytes(32), { mode: 0o600 })
  if (!unit.includes(`CONSILIUM_MASTER_KEY_FILE=%d/${name}`)) throw new Error('the unit does not hand over the key')
  return { args, env: { CONSILIUM_MASTER_KEY_FILE: join(root, key) } }
}
