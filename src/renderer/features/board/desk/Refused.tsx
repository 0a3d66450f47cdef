// Acts that the server's rules refused after a time apart: their words are shown, because nothing that was written is lost.
import type { BoardView } from '#shared/contract/workstation/board.contract.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { StatusIcon } from '../../../ui/StatusIcon.tsx'

export function Refused({ board }: { board: BoardView }) {
  const t = useT()
  const format = useFormat()
  return (
    <section className="b-refused" aria-label={t('board.refused.title')}>
      <span className="t-small">
        <StatusIcon status="warn" /> {t('board.refused.words', { count: board.refused.length })}
      </span>
      <ul>
        {board.refused.map(({ id, at, reason, text }) => (
          <li key={id} className="t-small">
            {[format.instant(at), t(`board.refused.${reason}`), text].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
