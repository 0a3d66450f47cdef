// The letter that closes a delivery, in either language: made and saved as a PDF.
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveFile } from '../../data/saveFile.ts'
import { PrintButtons } from '../../ui/PrintButtons.tsx'

export function Letter({ caseId }: { caseId: string }) {
  return (
    <PrintButtons
      words="delivery.letter"
      make={async (language) => {
        const { pdfSha256, name } = await client.delivery.letter({ caseId: as(caseId), language })
        saveFile(pdfSha256, name)
      }}
    />
  )
}
