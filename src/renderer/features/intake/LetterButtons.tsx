// A letter of the intake in either language, made as PDF and offered as a file.
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveFile } from '../../data/saveFile.ts'
import { PrintButtons } from '../../ui/PrintButtons.tsx'

interface LetterButtonsProps {
  caseId: string
  kind: 'dataRequest' | 'reminder' | 'closing'
  requestId: string | null
  /** Key of the words, with {{language}}. */
  words: string
}

export function LetterButtons({ caseId, kind, requestId, words }: LetterButtonsProps) {
  return (
    <PrintButtons
      words={words}
      make={async (language) => {
        const { pdfSha256, name } = await client.intake.letter({ caseId: as(caseId), kind, requestId, language })
        saveFile(pdfSha256, name)
      }}
    />
  )
}
