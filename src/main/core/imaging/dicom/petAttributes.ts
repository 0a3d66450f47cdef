// What a standardised uptake value is computed from, as written; the calculation and its refusals live in shared/domain.
import type { Attributes } from './attributes.ts'

/** DICOM keywords; several values joined by a backslash as in the file. null = not stated. */
export function readPetAttributes(top: Attributes): Record<string, string | number | null> {
  const doses = top.items('x00540016')
  const dose = doses[0]
  return {
    Units: top.text('x00541001'),
    SUVType: top.text('x00541006'),
    CorrectedImage: top.text('x00280051'),
    DecayCorrection: top.text('x00541102'),
    PatientWeight: top.number('x00101030'),
    PatientSize: top.number('x00101020'),
    PatientSex: top.text('x00100040'),
    SeriesDate: top.text('x00080021'),
    SeriesTime: top.text('x00080031'),
    AcquisitionDate: top.text('x00080022'),
    AcquisitionTime: top.text('x00080032'),
    TimezoneOffsetFromUTC: top.text('x00080201'),
    radiopharmaceuticals: doses.length,
    RadionuclideTotalDose: dose?.number('x00181074') ?? null,
    RadionuclideHalfLife: dose?.number('x00181075') ?? null,
    RadiopharmaceuticalStartTime: dose?.text('x00181072') ?? null,
    RadiopharmaceuticalStartDateTime: dose?.text('x00181078') ?? null,
    '70531000': top.number('x70531000'),
    '70531009': top.number('x70531009'),
    '0009100D': top.text('x0009100d'),
  }
}
