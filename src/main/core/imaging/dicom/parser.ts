// The one door to dicom-parser: a CommonJS bundle whose names Node sees only on its default export.
import * as namespace from 'dicom-parser'

interface Constructors {
  DataSet: new (
    parser: namespace.ByteArrayParser,
    bytes: Uint8Array,
    elements: namespace.DataSet['elements'],
  ) => namespace.DataSet
}

const loaded = namespace as unknown as { default?: typeof namespace & Constructors }

export const dicomParser = loaded.default ?? (namespace as unknown as typeof namespace & Constructors)
export type { DataSet, Element } from 'dicom-parser'
