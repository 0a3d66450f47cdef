// Puts this reading into the imaging section of the report that is being written, or brings the one that is there up to date.
import { Button } from '@mantine/core'
import { roomName } from '#shared/casedoc/layout.ts'
import { putLesionTable } from '#shared/casedoc/lesionTable.ts'
import { reportedLesions } from '#shared/domain/reportedLesions.ts'
import { useProfile, useReports } from '../../data/queries.ts'
import type { Response } from '../../data/response.ts'
import { useRoom } from '../../data/rooms.ts'
import { useT } from '../../i18n/useT.ts'
import { useToasts } from '../../ui/toasts.ts'

const SECTION_KEY = 'imaging'

export function IntoReport({ caseId, response }: { caseId: string; response: Response }) {
  const t = useT()
  const me = useProfile().data?.me
  const report = useReports(caseId).data?.reports.find(({ status }) => status === 'preliminary')
  const name = report ? roomName({ kind: 'section', caseId, report: report.number, section: SECTION_KEY }) : null
  const room = useRoom(name)
  const snapshot = me && report ? reportedLesions(response.table, response.result, response.criteria, { id: me.id, name: me.name }, report.language) : null
  const writable = room?.synced === true && !room.readOnly && !room.refused
  const why = !report ? 'noReport' : !snapshot ? 'nothing' : !writable ? 'notWritable' : null
  return (
    <Button
      disabled={why !== null}
      title={why ? t(`response.intoReport.${why}`) : undefined}
      onClick={() => {
        if (!me || !name || !room || !snapshot) return
        const done = putLesionTable(room.doc, { actorId: me.id, room: name, tool: 'lesionTable' }, snapshot)
        useToasts.getState().show({ words: t(`response.intoReport.${done}`) })
      }}
    >
      {t('response.intoReport.put')}
    </Button>
  )
}
