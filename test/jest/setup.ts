import { registerSa11yMatcher } from '@sa11y/jest';
import './browserFeatures';

registerSa11yMatcher();
