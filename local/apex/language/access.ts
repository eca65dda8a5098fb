import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';

import type { Scope } from './scope.ts';
import type { Access, Annotations, ClassDefinition } from './types.ts';

/** A method, field or constructor: what may not be used from everywhere. */
interface Member {
    readonly owner: ClassDefinition;
    readonly access: Access;
    readonly annotations: Annotations;
}

function outermost(definition: ClassDefinition): ClassDefinition {
    return definition.outer ? outermost(definition.outer) : definition;
}

/** Whether a class is one of tests: itself or the class around it is marked so. */
export function isTestClass(definition: ClassDefinition): boolean {
    return (
        definition.annotations.has('istest') ||
        (definition.outer !== null && isTestClass(definition.outer))
    );
}

/** Whether a class, or one around it, extends another. */
function inherits(from: ClassDefinition, owner: ClassDefinition): boolean {
    return from.isSubclassOf(owner.type) || (from.outer !== null && inherits(from.outer, owner));
}

/**
 * Whether code of a class may use a member.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
 */
export function mayUse(from: ClassDefinition, member: Member, access = member.access): boolean {
    if (access === 'public' || access === 'global') {
        return true;
    }
    return (
        outermost(from) === outermost(member.owner) ||
        (access === 'protected' && inherits(from, member.owner)) ||
        (member.annotations.has('testvisible') && isTestClass(from))
    );
}

/** @throws ApexLoadError when it may not */
export function checkAccess(
    scope: Scope,
    member: Member,
    name: string,
    context: ApexParserRuleContext,
    access = member.access
): void {
    if (!mayUse(scope.definition, member, access)) {
        throw scope.error(
            context,
            `${name} of ${member.owner.name} is not visible: it is ${access}`
        );
    }
}
