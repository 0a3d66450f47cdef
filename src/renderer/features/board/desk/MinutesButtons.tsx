// Minutes and attendance of one case, or of the whole meeting, as PDF in either language.
import { client } from '../../../data/client.ts'
import { as } from '../../../data/queries.ts'
import { saveExport, saveFile } from '../../../data/saveFile.ts'
import { PrintButtons } from '../../../ui/PrintButtons.tsx'

/** @param caseId null = the whole meeting */
export function MinutesButtons({ meetingId, caseId }: { meetingId: string; caseId: string | null }) {
  return (
    <PrintButtons
      compact
      words={caseId === null ? 'board.meetingPdf' : 'board.minutesPdf'}
      make={async (language) => {
        if (caseId === null) {
          const { exportId, name } = await client.board.meetingMinutes({ meetingId, language })
          saveExport(exportId, name)
        } else {
          const { pdfSha256, name } = await client.board.minutes({ meetingId, caseId: as(caseId), language })
          saveFile(pdfSha256, name)
        }
      }}
    />
  )
}
