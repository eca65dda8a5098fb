import type { Outline } from './outline.ts';
import type { Access, ClassDefinition, Method } from './types.ts';

const WIDTH: readonly Access[] = ['private', 'protected', 'public', 'global'];

/**
 * Whether a class overrides and implements what it must, and nothing that it can't.
 * @throws ApexLoadError
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm
 */
export function checkMembers(outline: Outline): void {
    const { definition } = outline;
    for (const methods of definition.methods.values()) {
        for (const method of methods) {
            outline.file.attempt(() => {
                checkOverride(outline, method);
            });
        }
    }
    if (!definition.isAbstract) {
        checkImplemented(outline);
    }
}

function inherited(definition: ClassDefinition, method: Method): Method | null {
    const key = method.name.toLowerCase();
    for (const ancestor of definition.superclass?.definition.ancestry() ?? []) {
        const found = ancestor.methods
            .get(key)
            ?.find((each) => each.key === method.key && each.access !== 'private');
        if (found) {
            return found;
        }
    }
    return null;
}

function checkOverride(outline: Outline, method: Method): void {
    const { file, definition } = outline;
    const place = { start: { line: method.line, column: 0 } };
    const base = inherited(definition, method);
    if (!base) {
        const isOfObject = file.runtime.types.object.definition.findMethods(method.name).length > 0;
        const isOfInterface = [...definition.allInterfaces()].some((type) =>
            type.definition.methods.has(method.name.toLowerCase())
        );
        if (method.isOverride === true && !isOfObject && !isOfInterface) {
            throw file.error(place, `Method does not override an ancestor method: ${method.name}`);
        }
        return;
    }
    if (method.isOverride !== true) {
        throw file.error(place, `Method must use the override keyword: ${method.name}`);
    }
    if (!base.isVirtual) {
        throw file.error(
            place,
            `Non-virtual, non-abstract methods cannot be overridden: ${method.name}`
        );
    }
    if (base.returns !== method.returns) {
        throw file.error(place, `Return type must be ${base.returns.name}: ${method.name}`);
    }
    if (WIDTH.indexOf(method.access) < WIDTH.indexOf(base.access)) {
        throw file.error(
            place,
            `Cannot reduce the visibility of an overridden method: ${method.name}`
        );
    }
}

function checkImplemented(outline: Outline): void {
    const { definition, file } = outline;
    const place = outline.asClass!;
    const wanted = [
        ...[...definition.ancestry()].map((each) => ({ each, isInterface: false })),
        ...[...definition.allInterfaces()].map(({ definition: each }) => ({
            each,
            isInterface: true
        }))
    ];
    for (const { each, isInterface } of wanted) {
        for (const method of [...each.methods.values()].flat()) {
            const found = method.isAbstract ? definition.implementation(method.key) : method;
            if (!found) {
                throw file.error(
                    place,
                    `Class ${definition.name} must implement the method: ${method.returns.name} ${each.name}.${method.key}`
                );
            }
            if (isInterface && found.access !== 'public' && found.access !== 'global') {
                throw file.error(
                    place,
                    `${definition.name}: Overriding implementations of global or public interface methods must be global or public: ${method.name}`
                );
            }
        }
    }
}
