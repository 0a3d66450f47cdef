// All user-visible texts by language. One file per feature under en/ and es/; register each with one line in both lists.
// A `command` member of a feature's file holds the titles of its commands: id "imaging.invert" = `command.invert` of imaging.ts.
import { common as enCommon } from './en/common.ts'
import { documents as enDocuments } from './en/documents.ts'
import { errors as enErrors, item as enItem, obstacle as enObstacle, qualityWords as enQuality, seriesIssue as enSeriesIssue } from './en/errors.ts'
import { shell as enShell } from './en/shell.ts'
import { imaging as enImaging } from './en/imaging.ts'
import { quarantine as enQuarantine } from './en/quarantine.ts'
import { intake as enIntake } from './en/intake.ts'
import { planes as enPlanes } from './en/planes.ts'
import { worklist as enWorklist } from './en/worklist.ts'
import { importing as enImporting } from './en/import.ts'
import { history as enHistory } from './en/history.ts'
import { overview as enOverview } from './en/overview.ts'
import { sync as enSync } from './en/sync.ts'
import { search as enSearch } from './en/search.ts'
import { administration as enAdministration } from './en/administration.ts'
import { settings as enSettings } from './en/settings.ts'
import { firstStart as enFirstStart } from './en/firstStart.ts'
import { board as enBoard } from './en/board.ts'
import { panel as enPanel } from './en/panel.ts'
import { response as enResponse } from './en/response.ts'
import { report as enReport } from './en/report.ts'
import { signOff as enSignOff } from './en/signOff.ts'
import { psychology as enPsychology } from './en/psychology.ts'
import { delivery as enDelivery } from './en/delivery.ts'
import { values as enValues } from './en/values.ts'
import { words as enWords } from './en/words.ts'
import { common as esCommon } from './es/common.ts'
import { documents as esDocuments } from './es/documents.ts'
import { errors as esErrors, item as esItem, obstacle as esObstacle, qualityWords as esQuality, seriesIssue as esSeriesIssue } from './es/errors.ts'
import { shell as esShell } from './es/shell.ts'
import { imaging as esImaging } from './es/imaging.ts'
import { quarantine as esQuarantine } from './es/quarantine.ts'
import { intake as esIntake } from './es/intake.ts'
import { planes as esPlanes } from './es/planes.ts'
import { worklist as esWorklist } from './es/worklist.ts'
import { importing as esImporting } from './es/import.ts'
import { history as esHistory } from './es/history.ts'
import { overview as esOverview } from './es/overview.ts'
import { sync as esSync } from './es/sync.ts'
import { search as esSearch } from './es/search.ts'
import { administration as esAdministration } from './es/administration.ts'
import { settings as esSettings } from './es/settings.ts'
import { firstStart as esFirstStart } from './es/firstStart.ts'
import { board as esBoard } from './es/board.ts'
import { panel as esPanel } from './es/panel.ts'
import { response as esResponse } from './es/response.ts'
import { report as esReport } from './es/report.ts'
import { signOff as esSignOff } from './es/signOff.ts'
import { psychology as esPsychology } from './es/psychology.ts'
import { delivery as esDelivery } from './es/delivery.ts'
import { values as esValues } from './es/values.ts'
import { words as esWords } from './es/words.ts'
import type { KeysOf, MessageTree, Same } from './messages.ts'

const en = {
  ...enWords,
  common: enCommon,
  delivery: enDelivery,
  documents: enDocuments,
  errors: enErrors,
  imaging: enImaging,
  planes: enPlanes,
  item: enItem,
  obstacle: enObstacle,
  psychology: enPsychology,
  board: enBoard,
  panel: enPanel,
  report: enReport,
  response: enResponse,
  search: enSearch,
  seriesIssue: enSeriesIssue,
  quality: enQuality,
  shell: enShell,
  signOff: enSignOff,
  firstStart: enFirstStart,
  settings: enSettings,
  sync: enSync,
  administration: enAdministration,
  history: enHistory,
  overview: enOverview,
  import: enImporting,
  intake: enIntake,
  quarantine: enQuarantine,
  values: enValues,
  worklist: enWorklist,
}

const es: Same<typeof en> = {
  ...esWords,
  common: esCommon,
  delivery: esDelivery,
  documents: esDocuments,
  errors: esErrors,
  imaging: esImaging,
  planes: esPlanes,
  item: esItem,
  obstacle: esObstacle,
  psychology: esPsychology,
  board: esBoard,
  panel: esPanel,
  report: esReport,
  response: esResponse,
  search: esSearch,
  seriesIssue: esSeriesIssue,
  quality: esQuality,
  shell: esShell,
  signOff: esSignOff,
  firstStart: esFirstStart,
  settings: esSettings,
  sync: esSync,
  administration: esAdministration,
  history: esHistory,
  overview: esOverview,
  import: esImporting,
  intake: esIntake,
  quarantine: esQuarantine,
  values: esValues,
  worklist: esWorklist,
}

export type MessageKey = KeysOf<typeof en>

/** Texts of one language with the command titles of all features gathered under `command`. */
export function textsOf(language: 'en' | 'es'): MessageTree {
  const texts: MessageTree = language === 'en' ? en : es
  const command = Object.fromEntries(
    Object.entries(texts).flatMap(([feature, tree]) =>
      typeof tree === 'object' && typeof tree.command === 'object' ? [[feature, tree.command] as const] : [],
    ),
  )
  return { ...texts, command }
}
