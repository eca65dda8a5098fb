import type { Project } from '../data/metadata/project.ts';
import { createOrg, type ApexOrg } from '../data/create-runtime.ts';
import { Raised } from '../language/errors.ts';
import { loadClasses, type LoadedClass } from '../language/loader.ts';
import { systemClasses } from '../system/index.ts';

/** A project that has been deployed to an org, with its classes. */
export interface DeployedOrg {
    readonly org: ApexOrg;
    readonly loaded: readonly LoadedClass[];
}

/**
 * Deploys a project to an org for tests: who runs them is an admin, and nobody can be called.
 * @param debug is told what `System.debug` writes
 * @throws ApexLoadErrors, FlowLoadError, {Error}
 */
export function deploy(project: Project, debug: (text: string) => void): DeployedOrg {
    const org = createOrg({
        project,
        systemClasses,
        users: [
            {
                profile: 'System Administrator',
                fields: {
                    Username: 'admin@tests.example.com',
                    LastName: 'Admin',
                    Name: 'Admin',
                    Email: 'admin@tests.example.com',
                    Alias: 'admin'
                }
            }
        ],
        surroundings: {
            now: () => Date.now(),
            callout: () => {
                throw new Raised(
                    'CalloutException',
                    'Methods defined as TestMethod do not support Web service callouts'
                );
            },
            certificate: () => null,
            debug
        }
    });
    const loaded = loadClasses(
        org.runtime,
        project.classes.map(({ file, source }) => ({ file, text: source }))
    );
    return { org, loaded };
}

/**
 * The same project in an org as customers may leave it: their own settings records only, flows switched off, other names for
 * what an admin can rename. Tests that are shipped have to pass there as well.
 */
export function asCustomersLeaveIt(project: Project): Project {
    return {
        ...project,
        metadataRecords: [],
        flows: [],
        profileNames: {
            'System Administrator': 'Systemadministrator',
            'Standard User': 'Standardbenutzer',
            'Minimum Access - Salesforce': 'Mindestzugriff'
        }
    };
}
