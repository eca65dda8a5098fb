import { buildStage } from '../../local/stage.ts';

/** Once before all browser tests. */
export default buildStage;
