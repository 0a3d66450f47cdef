// Where a document's link leads, in words. Pure.

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
