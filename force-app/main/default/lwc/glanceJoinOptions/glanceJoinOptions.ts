export { isTrue, textOf } from './normalize';
export { PROPERTY_LABELS } from './propertyLabels';
export { readOptions } from './options';
export type { ArrivalAlert, GivenOptions, JoinOptions, OptionProblem } from './options';
