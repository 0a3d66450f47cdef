// The transfer syntaxes that change how a data set is laid out. Which codecs a viewer has is not decided here.

export const IMPLICIT_LITTLE = '1.2.840.10008.1.2'
export const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
export const DEFLATED = '1.2.840.10008.1.2.1.99'
export const EXPLICIT_BIG = '1.2.840.10008.1.2.2'

/** Pixel bytes lie as they are, without fragments. */
export function isNative(TransferSyntaxUID: string): boolean {
  return [IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG].includes(TransferSyntaxUID)
}
