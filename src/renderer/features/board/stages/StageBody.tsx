// One part of the case at a time, at most four facts, one caution and one sentence of the patient beside an image (look note §7).
import { assertNever } from '#shared/kit/assertNever.ts'
import { ChecklistStage } from './ChecklistStage.tsx'
import { FindingsStage } from './FindingsStage.tsx'
import { ImagesStage } from './ImagesStage.tsx'
import { OpinionsStage } from './OpinionsStage.tsx'
import { OptionsStage } from './OptionsStage.tsx'
import { StoryStage } from './StoryStage.tsx'
import type { StageProps } from './stageProps.ts'
import { VoteStage } from './VoteStage.tsx'

export function StageBody(props: StageProps) {
  const { stage } = props.desk.at
  switch (stage) {
    case 'story':
      return <StoryStage {...props} />
    case 'images':
      return <ImagesStage {...props} />
    case 'findings':
      return <FindingsStage {...props} />
    case 'options':
      return <OptionsStage {...props} />
    case 'opinions':
      return <OpinionsStage {...props} />
    case 'checklist':
      return <ChecklistStage {...props} />
    case 'vote':
      return <VoteStage {...props} />
    default:
      return assertNever(stage)
  }
}
