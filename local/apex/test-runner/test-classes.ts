import { ApexLoadError, ApexLoadErrors } from '../language/errors.ts';
import type { LoadedClass } from '../language/loader.ts';
import type { Method } from '../language/types.ts';

/** A class of tests. */
export interface TestClass {
    readonly name: string;
    readonly setups: readonly Method[];
    readonly tests: readonly Method[];
}

const IS_TEST = 'istest';
const TEST_SETUP = 'testsetup';

export function isTestClass({ type }: LoadedClass): boolean {
    return type.definition.annotations.has(IS_TEST);
}

/**
 * The classes of tests, by name, with their methods as they stand in the file.
 * @throws ApexLoadErrors for test methods that no one could run
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_unit_tests.htm
 */
export function testClassesIn(loaded: readonly LoadedClass[]): TestClass[] {
    const errors: ApexLoadError[] = [];
    const classes = loaded
        .filter(isTestClass)
        .map((each) => {
            const methods = [...each.type.definition.methods.values()]
                .flat()
                .sort((a, b) => a.line - b.line);
            const annotated = (name: string): Method[] =>
                methods.filter((method) => method.annotations.has(name));
            for (const method of [...annotated(IS_TEST), ...annotated(TEST_SETUP)]) {
                if (!canRun(method)) {
                    errors.push(
                        new ApexLoadError(
                            each.file,
                            method.line,
                            1,
                            `Test methods are static, take nothing and return nothing: ${method.name}`
                        )
                    );
                }
            }
            return {
                name: each.type.name,
                setups: annotated(TEST_SETUP),
                tests: annotated(IS_TEST)
            };
        })
        .sort((a, b) => a.name.localeCompare(b.name));
    if (errors.length > 0) {
        throw new ApexLoadErrors(errors);
    }
    return classes;
}

function canRun(method: Method): boolean {
    return method.isStatic && method.parameters.length === 0 && method.returns.kind === 'void';
}
