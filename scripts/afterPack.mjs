// Burns the fuses into the packed Electron program, before it is signed. Every fuse is decided here; a new one of a later Electron fails the build.
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/** Safety note, section 1. The snapshot fuse stays off, because we ship no browser-process snapshot of our own. */
export const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** electron-builder's Arch.arm64. */
const ARM64 = 3

export async function afterPack(context) {
  const { electronPlatformName: platform, appOutDir, arch } = context
  const { productFilename } = context.packager.appInfo
  const program =
    platform === 'darwin'
      ? join(appOutDir, `${productFilename}.app`)
      : join(appOutDir, platform === 'win32' ? `${productFilename}.exe` : context.packager.executableName)
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: platform === 'darwin' && arch === ARM64,
    ...FUSES,
  })
}
