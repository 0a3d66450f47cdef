// Icons of the imaging tools: the shared ones by their shared meaning, and those only a viewer has.
export { BesideIcon, CopyIcon, DeleteIcon, FitIcon, LinkProofIcon, LookIcon, PauseIcon, PlayIcon, UnfoldIcon, ZoomInIcon } from '../../ui/icons.ts'
export {
  IconAdjustmentsHorizontal as PresetIcon,
  IconArrowsMove as PanIcon,
  IconContrast as WindowIcon,
  IconContrast2 as InvertIcon,
  IconLayoutGrid as LayoutIcon,
  IconKeyframe as KeyImageIcon,
  IconArrowsUpDown as StackScrollIcon,
  IconLayersIntersect as LinkScrollIcon,
  IconRestore as UndoViewIcon,
  IconRulerMeasure as LengthIcon,
  IconSquare as SingleIcon,
  IconArrowsCross as AxesIcon,
  IconCrosshair as CrosshairIcon,
  IconFlame as UptakeIcon,
  IconLayersSelected as FusionIcon,
  IconStack2 as SlabIcon,
  IconVectorSpline as StructuresIcon,
  IconBoxModel as ThreePlanesIcon,
} from '@tabler/icons-react'
