// What has to be talked about before a decision; what is open stays in sight.
import { CHECKLIST } from '#shared/domain/board/boardAct.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import { useT } from '../../../i18n/useT.ts'
import { AgreesIcon, CannotJudgeIcon, InProgressIcon } from '../../../ui/icons.ts'
import type { StageProps } from './stageProps.ts'

const shapes = { open: InProgressIcon, discussed: AgreesIcon, notApplicable: CannotJudgeIcon } as const

export function ChecklistStage({ shown }: StageProps) {
  const t = useT()
  const words = BOARD_WORDS[t.language]
  return (
    <section className="b-body b-column" aria-label={t('board.stage.checklist')}>
      <h2 className="b-title">{t('board.stage.checklist')}</h2>
      <ul className="b-facts">
        {CHECKLIST.map((item) => {
          const { state = 'open', note = '', by = null } = shown.onTable.checklist[item] ?? {}
          const Shape = shapes[state]
          return (
            <li key={item} className="b-fact">
              <span className="b-icon-words b-fact-what">
                <Shape aria-hidden />
                {words.checklist[item]}
              </span>
              {/* Notes of the discussion may hold what only the desk may read: the room sees that it was discussed, and with whom. */}
              <span className={state === 'open' ? 'b-value b-warn' : 'b-value b-soft'}>{[words.check[state], note && by ? by.name : ''].filter(Boolean).join(' · ')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
