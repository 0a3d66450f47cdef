// Says why nothing can be changed here: 28 px under the tabs; controls that cannot act are gone, text stays selectable.
import { Banner } from './Banner.tsx'

export function ReadOnlyStrip({ reason }: { reason: string }) {
  return <Banner status="locked">{reason}</Banner>
}
