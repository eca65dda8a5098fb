import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';

import { compileField } from './compile-field.ts';
import type { Compiled, Scope, Variable } from './scope.ts';
import type { ClassDefinition, Field } from './types.ts';

/** A name that stands alone: a variable, or a field of the class or of one around it. */
export function compileName(scope: Scope, name: string, context: ApexParserRuleContext): Compiled {
    const found = findName(scope, name, context);
    if (!found) {
        throw scope.error(context, `Variable does not exist: ${name}`);
    }
    return found;
}

/** The same; null when there is none, so that the name may be that of a type. */
export function findName(
    scope: Scope,
    name: string,
    context: ApexParserRuleContext
): Compiled | null {
    const variable = scope.find(name);
    if (variable) {
        return compileVariable(variable);
    }
    const field = findFieldInSight(scope.definition, name);
    return field ? compileField(scope, field, null, context) : null;
}

/** Of the classes around, the static fields only. */
function findFieldInSight(definition: ClassDefinition, name: string): Field | null {
    const own = definition.findField(name);
    if (own) {
        return own;
    }
    for (let outer = definition.outer; outer !== null; outer = outer.outer) {
        const field = outer.findField(name);
        if (field?.isStatic) {
            return field;
        }
    }
    return null;
}

export function compileVariable({ slot, type, isFinal }: Variable): Compiled {
    return {
        type,
        run: (frame) => frame.locals[slot]!,
        ...(isFinal
            ? {}
            : {
                  open: (frame) => ({
                      get: () => frame.locals[slot]!,
                      set: (value) => {
                          frame.locals[slot] = value;
                      }
                  })
              })
    };
}
