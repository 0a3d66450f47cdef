// Links of a foreign document lead nowhere by themselves: pages within the file open, addresses are only shown.
import { LinkTarget, PDFLinkService, type EventBus } from './viewerParts.ts'

/** An address a document points to, taken apart for people: the host is what matters. */
export interface OutsideLink {
  host: string
  address: string
}

/** @returns what to show of an address; the host is empty for anything that is not a web address */
export function describeLink(address: string): OutsideLink {
  const url = URL.canParse(address) ? new URL(address) : null
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  return { host: isWeb ? url.host : '', address }
}

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
