import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import { customMetadataClass, customSettingClass } from './custom-metadata.ts';
import { databaseClasses } from './database.ts';
import { flowInterviewClass } from './flow-interview.ts';
import { resultClasses } from './results.ts';
import { sobjectClass } from './sobject.ts';

/** The system classes that are about records. */
export function dataClasses(runtime: Runtime): SystemClass[] {
    return [
        sobjectClass(runtime),
        customMetadataClass(runtime),
        customSettingClass(runtime),
        ...databaseClasses(runtime),
        ...resultClasses(runtime),
        flowInterviewClass(runtime)
    ];
}
