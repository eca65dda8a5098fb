/** Builds the deployable source tree, `build/force-app`: everything of `force-app`, with TypeScript compiled to JavaScript. */
import { buildForceApp } from './build/force-app.ts';

const { bundles, files } = await buildForceApp();
console.log(`Built ${bundles} Lightning web components (${files} files) into build/force-app.`);
