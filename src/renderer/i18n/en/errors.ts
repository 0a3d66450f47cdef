// One text per expected end. Errors say what happened, what is safe, what to do; items, images and obstacles one sentence each.
import type { ErrorCode } from '#shared/contract/errors.ts'
import type { SeriesIssue } from '#shared/domain/imagingStudy.ts'
import type { ItemCode } from '#shared/domain/importing.ts'
import type { QualityCode } from '#shared/domain/studyQuality.ts'
import type { SigningObstacle } from '#shared/domain/report.ts'

export interface ErrorText {
  happened: string
  safe: string
  todo: string
}

const saved = 'Everything saved before is safe on this device.'

export const errors: Record<ErrorCode | 'CORE_GONE', ErrorText> = {
  CORE_GONE: { happened: 'The local service of this workstation does not answer.', safe: saved, todo: 'It is tried again by itself. If this stays, close the window and start Consilium again.' },
  LOCKED: { happened: 'The workstation is locked.', safe: saved, todo: 'Unlock with your passphrase.' },
  PASSPHRASE_WRONG: { happened: 'This passphrase does not open the profile.', safe: 'Nothing was changed.', todo: 'Type it again, or use the recovery code that was printed at the start.' },
  PASSPHRASE_LOCKED: { happened: 'This profile was closed after thirty attempts with another passphrase.', safe: 'The data is unchanged.', todo: 'Open it with the printed recovery code.' },
  PASSPHRASE_WEAK: { happened: 'This passphrase can be guessed too easily.', safe: 'Nothing was changed.', todo: 'Use four unrelated words or at least 14 mixed characters.' },
  NOT_ALLOWED: { happened: 'Your role in this case does not allow this.', safe: 'Nothing was changed.', todo: 'Ask the case manager to change the team.' },
  CASE_NOT_FOUND: { happened: 'This case is not on this device, or you are not in its team.', safe: saved, todo: 'Go back to the work list.' },
  DOCUMENT_NOT_FOUND: { happened: 'This document is not on this device.', safe: saved, todo: 'Synchronise, or open the bundle that holds it again.' },
  DOCUMENT_UNREADABLE: { happened: 'This file could not be read.', safe: 'The file is kept unchanged with the case.', todo: 'Ask the sender for it in another form and name the code below.' },
  STUDY_NOT_FOUND: { happened: 'This study is not on this device.', safe: saved, todo: 'Synchronise, or open the bundle that holds it again.' },
  REPORT_NOT_FOUND: { happened: 'This report is not on this device.', safe: saved, todo: 'Go back to the case and open the report again.' },
  JOB_NOT_FOUND: { happened: 'This work has ended and its progress is no longer kept.', safe: saved, todo: 'Look at the case: what was taken in is there.' },
  SOURCE_NOT_READABLE: { happened: 'The folder or file cannot be read.', safe: 'Nothing was taken in and the source was not changed.', todo: 'Check that the disk is still connected, then open the bundle again.' },
  BUNDLE_REFUSED: { happened: 'The bundle was refused as a whole.', safe: 'Nothing was taken in and the source was not changed.', todo: 'Ask the sender for the bundle again and name the code below.' },
  DISK_FULL: { happened: 'Not saved yet, because the disk is full.', safe: saved, todo: 'Free some space on the disk that holds the data, then try again.' },
  STALE_VERSION: { happened: 'Somebody changed this case after you opened it.', safe: 'Your entry is still in the form; it was not stored.', todo: 'Look at the new values and save again.' },
  STEP_NOT_POSSIBLE: { happened: 'This step does not belong to the case’s stage or to your role in its team.', safe: 'The case stays as it is.', todo: 'Look at the stage of the case; somebody may have moved it.' },
  GATE_CLOSED: { happened: 'The programme’s conditions for beginning the review are not all met.', safe: 'The case stays where it is.', todo: 'The list of conditions says which one is open.' },
  SECOND_PERSON_NEEDED: { happened: 'A second person has to confirm this release.', safe: 'The item stays set aside.', todo: 'Ask a colleague of this workstation to compare it and to enter their own passphrase.' },
  REASON_MISSING: { happened: 'This step needs a reason.', safe: 'The case stays as it is.', todo: 'Write the reason in a few words.' },
  CASE_READ_ONLY: { happened: 'This case is closed and can only be read.', safe: 'Nothing was changed.', todo: 'A physician of the team can open it again with a reason.' },
  REPORT_CHANGED: { happened: 'The report changed after the preview you saw.', safe: 'Nothing was signed.', todo: 'Read the new preview, then sign.' },
  REPORT_HAS_OBSTACLES: { happened: 'Something still stands between the report and its signature.', safe: 'Nothing was signed.', todo: 'Open the list of obstacles; each one leads to its place.' },
  FORM_REFUSED: { happened: 'The form breaks a rule of its instrument.', safe: 'Nothing was kept of it; a safety card that it opened stays.', todo: 'Correct the answers, or say why items are open.' },
  RELEASE_CLOSED: { happened: 'The package was not released: a gate is closed.', safe: 'Nothing left this workstation.', todo: 'Open the gate that is named beside the recipient.' },
  REPORT_SIGNED: { happened: 'This report is signed and cannot be changed.', safe: 'The signed version stays readable.', todo: 'Make an amendment; it becomes the next version.' },
  PANEL_REFUSED: { happened: 'The panel does not allow this now.', safe: 'Nothing was changed.', todo: 'Look at the panel again; it may have moved on meanwhile.' },
  BOARD_REFUSED: { happened: 'The board does not allow this now.', safe: 'Nothing was changed.', todo: 'Look at the meeting again; it may have moved on meanwhile.' },
  BOARD_NOT_FOUND: { happened: 'There is no such board meeting on this device, or you do not belong to it.', safe: 'Nothing was changed.', todo: 'Ask its chair to invite you; the meeting comes with the next exchange.' },
  OPINION_INCOMPLETE: { happened: 'The opinion is not complete.', safe: 'Your draft is kept on this device.', todo: 'Take a position on every line, and give the reason where you differ or cannot judge.' },
  SEAL_BROKEN: { happened: 'A sealed opinion does not open as it was sealed.', safe: 'Nothing was revealed. Every opinion is kept by its author.', todo: 'Ask its author to seal the opinion again.' },
  SERVER_UNREACHABLE: { happened: 'The server does not answer.', safe: 'Everything is safe on this device and will be sent later.', todo: 'Go on working. Sending starts by itself when the server answers.' },
  SERVER_REFUSED: { happened: 'The server did not accept this workstation.', safe: 'Everything is safe on this device.', todo: 'Check the enrolment code with whoever runs the server.' },
  SERVER_EMPTIED: { happened: 'The server no longer has {{cases}} cases that it had before.', safe: 'Everything is still here; nothing was deleted and nothing more is sent.', todo: 'Ask whoever runs the server. If it was emptied by mistake, send everything again from the sync screen.' },
  LEASE_ENDED: { happened: 'This device has not reached its server for longer than its rules allow, or its clock was set back.', safe: 'Everything on it stays encrypted and unchanged.', todo: 'Connect it to the network of the server and unlock again.' },
  SERVER_DIFFERENT: { happened: 'The server at this address is not the one this workstation was enrolled with.', safe: 'Nothing was sent to it.', todo: 'Ask whoever runs the server whether it was moved or replaced.' },
  STORE_DAMAGED: { happened: 'The encrypted store cannot be read in full.', safe: 'It was not changed by this attempt.', todo: 'Do not delete anything. Restore the last backup into a new folder and ask your support.' },
  STORE_NEWER: { happened: 'The data on this device was written by a newer version of Consilium.', safe: 'Nothing was changed.', todo: 'Install the newer version, then open it again.' },
  STORE_IN_USE: { happened: 'Another Consilium is open with the same data folder.', safe: 'Nothing was changed.', todo: 'Use the window that is already open, or close it first.' },
  STORE_IN_SYNCED_FOLDER: { happened: 'The data folder lies in a cloud or network folder.', safe: 'Nothing was written there.', todo: 'Choose a folder on this computer’s own disk; a synchronised folder can damage the store.' },
  PROFILE_NOT_FOUND: { happened: 'This profile is not on this device.', safe: 'Nothing was changed.', todo: 'Choose another profile, or check the data folder.' },
  KEYCHAIN_LOST: { happened: 'This computer’s keychain no longer holds the key of this profile.', safe: 'The data is unchanged.', todo: 'Open it with the printed recovery code.' },
  INTERNAL: { happened: 'This did not work for a reason that was not foreseen.', safe: saved, todo: 'Try again. If it happens again, give the code below to your support.' },
}

export const item: Record<ItemCode, string> = {
  otherPatient: 'The patient stated here differs from the case.',
  identityUnsure: 'Words read from this scan may name another patient; they could not be read surely enough to tell.',
  uidCollision: 'Another image already has this identifier with other content.',
  identityTagRepeated: 'The identity is stated twice with different values.',
  unsafePath: 'The name would leave the folder it is unpacked into.',
  symbolicLink: 'It is a link to another place, not a file.',
  nameCollision: 'Another file of the archive has the same name but for capital letters.',
  encrypted: 'It is encrypted and no password was given.',
  wrongPassword: 'The password does not open it.',
  sizeLie: 'Its real size differs from the size stated in the archive.',
  checksumMismatch: 'Its content does not match its checksum: damaged on the way.',
  ratioExceeded: 'It unpacks to far more than its packed size allows.',
  entryLimit: 'The archive has more entries than are allowed.',
  totalLimit: 'The archive unpacks to more than is allowed.',
  nestedArchive: 'It is an archive inside the archive.',
  notAnArchive: 'Its name says archive, its content is something else: it may not have arrived whole.',
  notReadable: 'It could not be read from its disk.',
  dicomDamaged: 'The image file is damaged.',
  dicomIncomplete: 'It names no study, series or object of its own: it cannot be filed among images.',
  pdfDamaged: 'The PDF is damaged.',
  tooLarge: 'It is larger than a single file may be.',
  timedOut: 'Reading it took longer than is allowed.',
  memoryExceeded: 'Reading it needed more memory than is allowed.',
  unsupportedFormat: 'The format cannot be shown here.',
  mediaSoftware: 'Viewer software of the disc, not needed.',
  emptyFile: 'The file is empty.',
  dicomDirectory: 'Directory of the disc; used to check that all images arrived.',
  caseRequest: 'Request of the case: read, its answers are in the case.',
  requestNotUsed: 'A request; the case has its own already, nothing of it was changed.',
  duplicate: 'The same content is already in the case.',
}

export const seriesIssue: Record<SeriesIssue, string> = {
  missingSlice: 'Slices are missing. Other planes keep the hole and are not measured in.',
  unevenSpacing: 'Slices are not evenly spaced. Other planes are shown true to place and not measured in.',
  gantryTilt: 'Tilted gantry. Other planes are shown true to place and not measured in.',
  duplicatePosition: 'Several images at one position.',
  mixedOrientation: 'Several orientations in one series; shown as separate stacks.',
  mixedGeometry: 'Images of different size or spacing; shown as separate stacks.',
  noPosition: 'No patient position. Order by number only.',
  noPixelSpacing: 'Not calibrated. Lengths are shown in pixels.',
  lossy: 'Lossy compression.',
  notDisplayable: 'This kind of image cannot be shown.',
  thicknessDiffersFromSpacing: 'Slice thickness differs from the distance between slices.',
}

type ObstacleCode = SigningObstacle['code']

export const obstacle: Record<ObstacleCode, { title: string; todo: string }> = {
  sectionEmpty: { title: 'Section is empty', todo: 'Write it, or state why there is nothing to say.' },
  fieldEmpty: { title: 'Value is missing', todo: '{{detail}} has no value. Signing stays closed until it has one.' },
  fieldInvalid: { title: 'Value is out of range', todo: '{{detail}}: check the value and its unit.' },
  questionUnanswered: { title: 'Question {{detail}} has no answer', todo: 'Signing stays closed until it is answered or stated as not answerable.' },
  claimWithoutProof: { title: 'Claim without proof', todo: '“{{detail}}” Link a passage or slice, or mark it as the expert’s judgement.' },
  noRecommendation: { title: 'No recommendation yet', todo: 'Write at least one, or state why none is given.' },
  psychologyNotSigned: { title: 'Psychological part is not signed', todo: 'The psychologist signs it, or states why it was not assessed.' },
  psychologyChanged: { title: 'Psychological part changed after its signature', todo: 'The psychologist signs it again.' },
  psychologyMissing: { title: 'Psychological part is open', todo: 'The psychologist has not completed it.' },
  quarantineReferenced: { title: 'Proof from a set-aside item', todo: 'Decide on the item, or take another proof.' },
  identityUnresolved: { title: 'Identity is not settled', todo: '{{detail}} is set aside. Decide whether it belongs to this patient.' },
  seriesIncomplete: { title: 'Series is incomplete', todo: '{{detail}}: images are missing. Say so in the report, or ask for them.' },
  notSignatory: { title: 'Your role does not sign', todo: 'A physician of the team signs this report.' },
  alreadySigned: { title: 'Already signed', todo: 'Changes only as an amendment.' },
  contentUnreadable: { title: 'Something could not be read', todo: '{{detail}} holds entries that cannot be read. Write them again; signing stays closed until then.' },
  proofUnreadable: { title: 'A proof cannot be read', todo: '“{{detail}}” Remove the chip and link the proof again.' },
  disclaimerMissing: { title: 'Legal notice is missing', todo: 'The programme’s legal notice is not available in this language. Ask the administrator.' },
  titleNotAllowed: { title: 'Legal status needs a visit in person', todo: 'State the date of the visit, or keep the document informative.' },
  differenceUnexplained: { title: 'Difference without a reason', todo: '{{detail}}: state why the opinions differ and link a proof.' },
  dissentMissing: { title: 'Dissent is not in the report', todo: 'The panel is split. Add the dissent in its author’s words.' },
  notPossibleWithTreatment: { title: 'Outcome and recommendation contradict', todo: 'No assessment is possible, yet a recommendation is given. Change one of them.' },
  trialSearchOld: { title: 'Trial search is more than 30 days old', todo: 'Search again, or say why the older search is enough.' },
  imagingOld: { title: 'Imaging is more than 8 weeks old', todo: '{{detail}}: say in the limits why it is enough.' },
  registerConflict: { title: 'Two values for one field', todo: '{{detail}}. Both stay until you choose one.' },
  listTooShort: { title: 'Rows are missing', todo: '{{detail}}: more are needed, or a reason why there are none.' },
  figureWithoutSource: { title: 'Figure without a source', todo: '{{detail}}. A figure is somebody’s result: state whose.' },
  ruleBroken: { title: 'Check of this illness', todo: '{{detail}}' },
  materialUnaddressed: { title: 'Checklist item not there', todo: '{{detail}} did not come. Add it to what is missing, with what that means for the opinion.' },
  tnmFormat: { title: 'TNM is not in the form of its edition', todo: '{{detail}}' },
  representativeMissing: { title: 'Guardian is not stated', todo: 'At the request the patient was too young to ask alone under this programme. State who asks.' },
  licenceMissing: { title: 'Licence number is missing', todo: 'Your profile has no licence number. Signing stays closed until it has one.' },
  waitAndSeeMissing: { title: 'Waiting is not compared', todo: 'Waiting is stated as an option. Add it to the options with benefit, risk and recovery.' },
  panelTooSmall: { title: 'Consensus without its experts', todo: 'A consensus needs two experts at least, each with discipline, licence and vote.' },
  allergiesUnknown: { title: 'Medicine without allergies known', todo: '{{detail}}: the allergies of this patient are not stated. Check before the medicine is advised.' },
  blamingWords: { title: 'Words about a colleague', todo: '“{{detail}}” Say that it differs or was read differently.' },
}

/** Findings of a study from outside, as a radiologist says them. */
export const qualityWords: Record<QualityCode, string> = {
  missingSlices: '{{count}} slices are missing between the first and the last.',
  missingByNumber: 'Images are missing by number or by the directory of the disc.',
  unevenGaps: 'Slices lie {{from}} to {{to}} mm apart: no volume, no MPR measurement.',
  tiltedGantry: 'Gantry tilted by {{to}} degrees: no volume, no MPR measurement.',
  severalStacks: 'One series of {{count}} stacks; shown apart.',
  severalAtOnePosition: 'Several images lie at one position.',
  mixedThickness: 'Slices of {{from}} to {{to}} mm thickness in one series.',
  thicknessIsNotSpacing: 'Stated thickness {{to}} mm is not the distance between slices; distances are measured by position.',
  lossy: 'Compressed with loss{{ratio}}.',
  noPosition: 'No position in the patient: ordered by number only.',
  noPixelSpacing: 'Not calibrated: lengths in pixels only.',
  noSuv: 'No standardised uptake values: {{fields}} missing.',
}
