import { dataClasses } from '../data/system/index.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { assertClass } from './assert.ts';
import { booleanClass } from './boolean.ts';
import { decimalClass, doubleClass } from './decimal.ts';
import { exceptionClasses } from './exceptions.ts';
import { idClass } from './id.ts';
import { integerClass, longClass } from './integer.ts';
import { interfaces } from './interfaces.ts';
import { listClass } from './list.ts';
import { mapClass } from './map.ts';
import { mathClass } from './math.ts';
import { objectClass } from './object.ts';
import { patternClasses } from './pattern.ts';
import { platformClasses } from './platform-classes.ts';
import { roundingMode } from './rounding.ts';
import { schemaClasses } from './schema.ts';
import { setClass } from './set.ts';
import { stringClass } from './string.ts';
import { systemClassItself } from './system.ts';
import { testClass } from './test.ts';
import { typeClass } from './type.ts';
import { featureManagementClass, userInfoClass } from './user-info.ts';

/** All classes of the system library, those about records too. What isn't here is refused when Apex is loaded. */
export function systemClasses(runtime: Runtime): SystemClass[] {
    return [
        ...dataClasses(runtime),
        objectClass(),
        stringClass(runtime),
        integerClass(),
        longClass(),
        decimalClass(),
        doubleClass(),
        roundingMode(),
        mathClass(),
        idClass(runtime),
        ...patternClasses(runtime),
        typeClass(runtime),
        ...schemaClasses(runtime),
        userInfoClass(runtime),
        featureManagementClass(runtime),
        booleanClass(),
        listClass(runtime),
        setClass(runtime),
        mapClass(runtime),
        ...interfaces(),
        ...exceptionClasses(runtime),
        assertClass(runtime),
        ...systemClassItself(runtime),
        testClass(runtime),
        ...platformClasses(runtime)
    ];
}
