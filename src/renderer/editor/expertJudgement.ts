// A claim its author stands for without a proof: marked, so that the missing proof is a statement and not an omission.
import { Mark } from '@tiptap/core'
import { MARKS } from '#shared/casedoc/layout.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    expertJudgement: { toggleExpertJudgement(): ReturnType }
  }
}

export const ExpertJudgement = Mark.create({
  name: MARKS.expertJudgement,
  inclusive: false,
  parseHTML: () => [{ tag: 'span[data-expert-judgement]' }],
  renderHTML: () => ['span', { 'data-expert-judgement': '', class: 'expert-judgement' }, 0],
  addCommands() {
    return {
      toggleExpertJudgement:
        () =>
        ({ commands }) =>
          commands.toggleMark(this.name),
    }
  },
})
