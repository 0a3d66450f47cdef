// All user-visible texts by language. One file per feature under en/ and es/; register each with one line in both lists.
// A `command` member of a feature's file holds the titles of its commands: id "imaging.invert" = `command.invert` of imaging.ts.
import { common as enCommon } from './en/common.ts'
import { errors as enErrors, item as enItem, obstacle as enObstacle, seriesIssue as enSeriesIssue } from './en/errors.ts'
import { words as enWords } from './en/words.ts'
import { common as esCommon } from './es/common.ts'
import { errors as esErrors, item as esItem, obstacle as esObstacle, seriesIssue as esSeriesIssue } from './es/errors.ts'
import { words as esWords } from './es/words.ts'
import type { KeysOf, MessageTree, Same } from './messages.ts'

const en = {
  ...enWords,
  common: enCommon,
  errors: enErrors,
  item: enItem,
  obstacle: enObstacle,
  seriesIssue: enSeriesIssue,
}

const es: Same<typeof en> = {
  ...esWords,
  common: esCommon,
  errors: esErrors,
  item: esItem,
  obstacle: esObstacle,
  seriesIssue: esSeriesIssue,
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
