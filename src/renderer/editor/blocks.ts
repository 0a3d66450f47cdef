// The blocks of a report's text that are one thing each: the reading of lesions, live tables, laboratory values, key images.
import { lesionTableFrom } from '#shared/casedoc/lesionTable.ts'
import { NODES } from '#shared/casedoc/layout.ts'
import { reportBlockFrom } from '#shared/casedoc/narrative.ts'
import type { ReportBlock } from '#shared/domain/reportBlock.ts'
import type { ReportedLesions } from '#shared/domain/reportedLesions.ts'
import { blockAtom } from './blockAtom.tsx'

export const LesionTable = blockAtom<ReportedLesions>({ name: NODES.lesionTable, attribute: 'table', html: 'data-lesion-table', read: lesionTableFrom, words: ({ title }) => title })

export const ReportBlocks = blockAtom<ReportBlock>({
  name: NODES.reportBlock,
  attribute: 'block',
  html: 'data-report-block',
  read: reportBlockFrom,
  words: (block) => ('caption' in block ? block.caption : block.source),
})
