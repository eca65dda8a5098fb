import type {
    ApexParserRuleContext,
    BlockContext,
    ExpressionContext
} from '@apexdevtools/apex-parser';

import { callable, type Callable } from './callable.ts';
import { coerce } from './coerce.ts';
import { compileExpression } from './compile-expression.ts';
import { compileBlock, counted } from './compile-statement.ts';
import type { Outline } from './outline.ts';
import { Body, Scope } from './scope.ts';
import { NEXT, sequence, type Statement } from './statement.ts';
import type { Field } from './types.ts';
import type { Value } from './values.ts';

/** What runs before a constructor, or at the first use of a class: values of fields and blocks, in the order of the file. */
export class Initializer {
    private readonly parts: ((scope: Scope) => Statement)[] = [];
    private readonly outline: Outline;
    private readonly isStatic: boolean;
    private code: Callable | null = null;

    constructor(outline: Outline, isStatic: boolean) {
        this.outline = outline;
        this.isStatic = isStatic;
    }

    addField(field: Field, value: ExpressionContext, declarator: ApexParserRuleContext): void {
        this.parts.push((scope) => {
            const run = coerce(scope, compileExpression(scope, value), field.type, value);
            return {
                run: counted(scope, declarator, (frame) => {
                    field.raw!.set(frame.self, run(frame));
                    return NEXT;
                }),
                completes: true
            };
        });
    }

    addBlock(context: BlockContext): void {
        this.parts.push((scope) => compileBlock(scope, context));
    }

    /** @throws ApexLoadError */
    compile(): void {
        const { definition, file } = this.outline;
        if (this.parts.length === 0) {
            return;
        }
        const body = new Body({
            runtime: file.runtime,
            definition,
            file: file.name,
            isStatic: this.isStatic,
            returns: file.runtime.types.nothing,
            spots: file.spots,
            isConstructor: true
        });
        const statements: Statement[] = [];
        for (const part of this.parts) {
            file.attempt(() => {
                statements.push(part(new Scope(body)));
            });
        }
        const label = `Class.${definition.name}.${this.isStatic ? '<clinit>' : '<init>'}`;
        this.code = callable(file.runtime, label, body, sequence(statements));
    }

    run(self: Value): void {
        this.code?.(self, []);
    }
}
