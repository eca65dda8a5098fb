import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { authClasses } from './auth.ts';
import { blobClass } from './blob.ts';
import { calloutClasses } from './callout.ts';
import { cryptoClass } from './crypto.ts';
import { dateClass } from './date.ts';
import { datetimeClass } from './datetime.ts';
import { domClasses } from './dom.ts';
import { encodingUtilClass } from './encoding-util.ts';
import { jsonClass } from './json.ts';
import { limitsClass } from './limits.ts';
import { timeClass } from './time.ts';
import { visualEditorClasses } from './visual-editor.ts';

/** The classes for dates, bytes, what is sent and received, and App Builder. */
export function platformClasses(runtime: Runtime): SystemClass[] {
    return [
        dateClass(runtime),
        datetimeClass(runtime),
        timeClass(),
        blobClass(),
        encodingUtilClass(),
        cryptoClass(runtime),
        jsonClass(runtime),
        ...domClasses(runtime),
        ...calloutClasses(runtime),
        ...authClasses(runtime),
        ...visualEditorClasses(runtime),
        limitsClass(runtime)
    ];
}
