// What the panel and the board did in a case, as items of its history. An opinion that is still sealed is no news: neither its words nor that it was written.
import { type HeldItem, NOWHERE } from '#shared/domain/caseHistory.ts'
import type { BoardEvent } from '#shared/domain/board/boardAct.ts'
import type { PanelEvent } from '#shared/domain/panel/panelAct.ts'
import { listCaseEvents } from '../board/boardStore.ts'
import { listEvents } from '../panel/panelStore.ts'
import type { Readable } from '../storage/handles.ts'

/** Oldest first. Each act is an item of its own and never changes. */
export function actItems(r: Readable, caseId: string): HeldItem[] {
  return [...listEvents(r, caseId).flatMap(itemOfPanel), ...listCaseEvents(r, caseId).flatMap(itemOfBoard)]
}

function itemOfPanel({ id, actor, at, act }: PanelEvent): HeldItem[] {
  switch (act.type) {
    case 'open':
    case 'revise':
      return [item('panel', id, act.type, '', actor, at)]
    case 'takeChair':
      return [item('panel', id, act.type, act.reason, actor, at)]
    case 'reveal':
      return [item('panel', id, act.type, String(act.opinions.length), actor, at)]
    default:
      return []
  }
}

function itemOfBoard({ id, actor, at, act }: BoardEvent): HeldItem[] {
  switch (act.type) {
    case 'decide':
      return [item('board', id, act.type, act.text, actor, at)]
    case 'vote':
      return [item('board', id, act.choice, act.dissent, actor, at)]
    default:
      return []
  }
}

function item(kind: 'panel' | 'board', id: string, look: string, words: string, actor: PanelEvent['actor'], at: string): HeldItem {
  return { key: `${kind}/${id}`, kind, look, words, byName: actor.name, at, place: NOWHERE, author: actor.id, stamp: '1' }
}
