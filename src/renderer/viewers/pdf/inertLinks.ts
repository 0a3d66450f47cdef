// Links of a foreign document lead nowhere by themselves: pages within the file open, addresses are only shown.
import { describeLink, type OutsideLink } from './outsideLink.ts'
import { LinkTarget, PDFLinkService, type EventBus } from './viewerParts.ts'

export class InertLinkService extends PDFLinkService {
  readonly #onOutside: (link: OutsideLink) => void
  constructor(eventBus: EventBus, onOutside: (link: OutsideLink) => void) {
    super({ eventBus, externalLinkTarget: LinkTarget.NONE })
    this.#onOutside = onOutside
  }
  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    const outside = describeLink(url)
    link.removeAttribute('href')
    link.setAttribute('role', 'button')
    link.tabIndex = 0
    link.title = outside.host || outside.address.slice(0, 200)
    link.onclick = () => {
      this.#onOutside(outside)
      return false
    }
    link.onkeydown = (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      this.#onOutside(outside)
    }
  }
  /** Named actions reach printers, windows and forms: none is run. */
  override executeNamedAction(): void {}
}
