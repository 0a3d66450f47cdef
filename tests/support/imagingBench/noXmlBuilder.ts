// Stands in for xmlbuilder2, which vtk.js pulls in for writing mesh files and which needs Node's events at load time.
// The viewer writes no mesh files; asking for it is an error, never silence.

/** @throws always */
export function create(): never {
  throw new Error('mesh files are not written here')
}
