import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of this stand-in. */
export const salesforceFolder = path.join(projectFolder, 'local', 'salesforce');

/** The package's metadata as deployed: compiled bundles and everything else beside them. */
export const deployedFolder = path.join(projectFolder, 'build', 'force-app', 'main', 'default');

/** The package's metadata as written. */
export const sourceFolder = path.join(projectFolder, 'force-app', 'main', 'default');

/** What gives agents access to the package; deployed beside it, always. */
export const accessFolder = path.join(projectFolder, 'unpackaged', 'access', 'main', 'default');

/** What the stage's admin and its features have added to the org. */
export const stageFolder = path.join(salesforceFolder, 'org', 'metadata');

/** The metadata that is deployed beside the package where an org has the feature. */
export const partFolders = ['messaging', 'voice'].map((part) =>
    path.join(projectFolder, 'unpackaged', part, 'main', 'default')
);

/** Where the built stand-in goes. */
export const outputFolder = path.join(projectFolder, 'build', 'local', 'salesforce');
