// Every expected end of a call: its code, what it carries, whether trying again can help. One sentence per code lives in renderer/i18n.
import { z } from 'zod'

const nothing = z.object({})

export const ERRORS = {
  LOCKED: { retryable: false, data: nothing },
  PASSPHRASE_WRONG: { retryable: true, data: z.object({ attemptsLeft: z.number().int(), waitSeconds: z.number().int() }) },
  PASSPHRASE_WEAK: { retryable: true, data: nothing },
  /** Thirty wrong passphrases: only the recovery code opens the profile now. */
  PASSPHRASE_LOCKED: { retryable: false, data: nothing },
  NOT_ALLOWED: { retryable: false, data: nothing },
  CASE_NOT_FOUND: { retryable: false, data: nothing },
  DOCUMENT_NOT_FOUND: { retryable: false, data: nothing },
  /** A reader of the file gave up: damaged, locked, or beyond its limits. */
  DOCUMENT_UNREADABLE: { retryable: false, data: nothing },
  STUDY_NOT_FOUND: { retryable: false, data: nothing },
  REPORT_NOT_FOUND: { retryable: false, data: nothing },
  JOB_NOT_FOUND: { retryable: false, data: nothing },
  SOURCE_NOT_READABLE: { retryable: true, data: nothing },
  BUNDLE_REFUSED: { retryable: false, data: z.object({ code: z.string() }) },
  DISK_FULL: { retryable: true, data: z.object({ neededBytes: z.number(), freeBytes: z.number() }) },
  STALE_VERSION: { retryable: true, data: z.object({ currentVersion: z.number().int() }) },
  /** The status machine has no such step for this stage and role. */
  STEP_NOT_POSSIBLE: { retryable: false, data: z.object({ stage: z.string() }) },
  /** The programme's conditions for beginning are not met. */
  GATE_CLOSED: { retryable: true, data: z.object({ conditions: z.array(z.string()) }) },
  /** Somebody else of this workstation has to confirm with their own passphrase. */
  SECOND_PERSON_NEEDED: { retryable: true, data: nothing },
  REASON_MISSING: { retryable: true, data: nothing },
  /** The case is closed; it can only be read. */
  CASE_READ_ONLY: { retryable: false, data: nothing },
  /** The server knows no identity provider. */
  SIGN_ON_NOT_OFFERED: { retryable: false, data: nothing },
  /** The person or the identity provider said no, or nobody came back in time. */
  SIGN_ON_FAILED: { retryable: true, data: nothing },
  /** The provider knows the person, the server does not let them in. */
  SIGN_ON_REFUSED: { retryable: false, data: nothing },
  /** Name or passphrase of an account of the server is wrong, or the account is another profile's. */
  ACCOUNT_REFUSED: { retryable: true, data: nothing },
  /** Too many wrong passphrases. */
  ACCOUNT_LOCKED: { retryable: true, data: nothing },
  /** A first passphrase opens nothing but the choice of an own one. */
  CHOOSE_PASSPHRASE: { retryable: true, data: nothing },
  /** The sign-in name is somebody's already, or this server keeps no accounts. */
  NAME_TAKEN: { retryable: true, data: nothing },
  /** Opened in an emergency by somebody who is not of its team. */
  EMERGENCY_READ_ONLY: { retryable: false, data: nothing },
  REPORT_CHANGED: { retryable: true, data: z.object({ contentHash: z.string() }) },
  REPORT_HAS_OBSTACLES: { retryable: true, data: z.object({ count: z.number().int() }) },
  /** A certificate file cannot be used: password, notP12, noKey, keyKind, expired. */
  CERTIFICATE_REFUSED: { retryable: true, data: z.object({ reason: z.string() }) },
  /** By the day that the person stated in their settings. */
  LICENCE_EXPIRED: { retryable: false, data: nothing },
  /** `reason`: modulePath, toolMissing, module, noCard, noCertificate, pinMissing, pinForm, pinLocked, otherKey, otherCard, noAnswer, failed. */
  CARD_REFUSED: { retryable: true, data: z.object({ reason: z.string() }) },
  CARD_PIN_WRONG: { retryable: true, data: nothing },
  REPORT_SIGNED: { retryable: false, data: nothing },
  /** A filled form breaks a rule of its instrument: a wrong number of items, a value out of range, items left open without a reason. */
  FORM_REFUSED: { retryable: true, data: z.object({ rule: z.string() }) },
  /** `reason` is an ActRefusal of domain/panel. */
  PANEL_REFUSED: { retryable: false, data: z.object({ reason: z.string() }) },
  /** `reason` is a BoardRefusal of domain/board. */
  BOARD_REFUSED: { retryable: false, data: z.object({ reason: z.string() }) },
  BOARD_NOT_FOUND: { retryable: false, data: nothing },
  OPINION_INCOMPLETE: { retryable: true, data: z.object({ count: z.number().int() }) },
  /** A sealed opinion does not open, or is not the one that was committed. */
  SEAL_BROKEN: { retryable: false, data: nothing },
  /** Nothing leaves the house while a gate is closed; `gates` names them, separated by blanks. */
  RELEASE_CLOSED: { retryable: true, data: z.object({ gates: z.string() }) },
  SERVER_UNREACHABLE: { retryable: true, data: nothing },
  /** Another certificate than the one whose pin the person typed: nothing was said to whoever answered. */
  LINE_NOT_TRUSTED: { retryable: false, data: nothing },
  SERVER_RULES: { retryable: false, data: nothing },
  SERVER_REFUSED: { retryable: false, data: z.object({ reason: z.string() }) },
  /** The server has no room for files; everything else goes on. */
  SERVER_FULL: { retryable: true, data: nothing },
  SERVER_DIFFERENT: { retryable: false, data: nothing },
  /** The server no longer has cases that it had: a person says whether they are to be sent again. */
  SERVER_EMPTIED: { retryable: false, data: z.object({ cases: z.number().int() }) },
  /** This device was not at its server for longer than its rules allow. */
  LEASE_ENDED: { retryable: true, data: nothing },
  /** The image archive does not answer, or its answer broke off. */
  ARCHIVE_UNREACHABLE: { retryable: true, data: nothing },
  /** It does not let us in or does not know what was asked; `status` is its HTTP answer, 0 = no archive is set up. */
  ARCHIVE_REFUSED: { retryable: false, data: z.object({ status: z.number().int() }) },
  STORE_DAMAGED: { retryable: false, data: nothing },
  /** The store was last written by a newer version of the program. */
  STORE_NEWER: { retryable: false, data: nothing },
  /** Another running program has this data folder open. */
  STORE_IN_USE: { retryable: true, data: nothing },
  /** The data folder lies in a cloud-synced or network folder (`kind`: oneDrive, dropbox, iCloud, googleDrive, network, other). */
  STORE_IN_SYNCED_FOLDER: { retryable: false, data: z.object({ kind: z.string() }) },
  PROFILE_NOT_FOUND: { retryable: false, data: nothing },
  /** This computer's keychain no longer gives the secret the profile was bound to: the recovery code opens it. */
  KEYCHAIN_LOST: { retryable: false, data: nothing },
  INTERNAL: { retryable: false, data: z.object({ incident: z.string() }) },
} as const satisfies Record<string, { retryable: boolean; data: z.ZodType }>

export type ErrorCode = keyof typeof ERRORS
export type ErrorData<C extends ErrorCode> = z.infer<(typeof ERRORS)[C]['data']>

/** An expected end. `data` never holds a name, an identifier or report text. */
export class CaseError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly data: ErrorData<C>
  constructor(code: C, data: ErrorData<C>, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'CaseError'
    this.code = code
    this.data = data
  }
}

export function caseError<C extends ErrorCode>(code: C, data: ErrorData<C>, options?: { cause?: unknown }): CaseError<C> {
  return new CaseError(code, data, options)
}

/** The error map of a contract procedure: the named codes only. */
export function pick<C extends ErrorCode>(...codes: C[]): { [K in C]: { data: (typeof ERRORS)[K]['data'] } } {
  return Object.fromEntries(codes.map((code) => [code, { data: ERRORS[code].data }])) as {
    [K in C]: { data: (typeof ERRORS)[K]['data'] }
  }
}
