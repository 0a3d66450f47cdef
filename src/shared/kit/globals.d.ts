// The only two host globals shared code may use: both exist, identical, in Node 24, Chromium and Electron.
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T }
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
