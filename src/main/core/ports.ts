// What the core asks of a host. A host implements these and nothing else; the core never asks which host it is.
import type { Clock } from '#shared/kit/clock.ts'
import type { HostInfo } from '#shared/contract/workstation/workspace.contract.ts'

/** A secret of this machine that never leaves its keychain. */
export interface KeyCustody {
  /** 32 bytes kept by the operating system's keychain; null where there is none (browser host, Linux without keyring). */
  deviceSecret(): Promise<Uint8Array | null>
}

/** The host's own file dialog; null = the person cancelled. Hosts without one let the renderer upload instead. */
export interface FilePicker {
  pick(what: 'folder' | 'file'): Promise<{ path: string; name: string } | null>
}

/** Structured log: event name and opaque ids only, never a name, identifier, path or report text (V23). */
export interface Logger {
  info(event: string, fields?: Record<string, string | number | boolean>): void
  warn(event: string, fields?: Record<string, string | number | boolean>): void
  error(event: string, fields?: Record<string, string | number | boolean>): void
}

export interface Paths {
  /** The store: everything this workstation keeps. */
  readonly dataDirectory: string
  /** Read-only files shipped with the product (templates, fonts). */
  readonly resourcesDirectory: string
}

export interface HostPorts {
  readonly custody: KeyCustody
  readonly picker: FilePicker
  /** Shows a web address in the system's own browser; left out where there is none. */
  readonly openAddress?: (address: string) => Promise<void>
  readonly paths: Paths
  readonly clock: Clock
  readonly log: Logger
  readonly info: HostInfo
}
