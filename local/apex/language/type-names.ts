import type {
    ApexParserRuleContext,
    CreatedNameContext,
    TypeListContext,
    TypeNameContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';

import { ApexLoadError } from './errors.ts';
import type { TypeRegistry } from './type-registry.ts';
import type { ApexType, ClassDefinition } from './types.ts';

/** Where a type is named. */
export interface Place {
    readonly types: TypeRegistry;
    readonly definition: ClassDefinition | null;
    readonly file: string;
}

function unknownType(place: Place, context: ApexParserRuleContext, name: string): ApexLoadError {
    return new ApexLoadError(
        place.file,
        context.start.line,
        context.start.column + 1,
        `Invalid type: ${name}`
    );
}

/**
 * The type that code names.
 * @throws ApexLoadError when there is none
 */
export function resolveType(place: Place, context: TypeRefContext): ApexType {
    const names = context.typeName_list();
    let type = resolveNames(
        place,
        context,
        names.map((name) => ({
            text: nameText(name),
            args: name.typeArguments()?.typeList() ?? null
        }))
    );
    const dimensions = (context.arraySubscripts()?.getText() ?? '').length / 2;
    for (let i = 0; i < dimensions; i++) {
        type = place.types.list(type);
    }
    return type;
}

function nameText(name: TypeNameContext): string {
    return (name.LIST() ?? name.SET() ?? name.MAP() ?? name.id()).getText();
}

/** The type after `new`. */
export function resolveCreated(place: Place, context: CreatedNameContext): ApexType {
    return resolveNames(
        place,
        context,
        context.idCreatedNamePair_list().map((pair) => ({
            text: pair.anyId().getText(),
            args: pair.typeList() ?? null
        }))
    );
}

function resolveNames(
    place: Place,
    context: ApexParserRuleContext,
    names: readonly { text: string; args: TypeListContext | null }[]
): ApexType {
    const full = names.map((name) => name.text).join('.');
    const args = names.at(-1)!.args;
    const type = args
        ? place.types.findGeneric(
              full,
              args.typeRef_list().map((arg) => resolveType(place, arg))
          )
        : place.types.find(
              names.map((name) => name.text),
              place.definition
          );
    if (!type) {
        throw unknownType(place, context, full);
    }
    return type;
}
