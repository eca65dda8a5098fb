import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator } from '@playwright/test';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
    run(
        context: Element,
        options: object
    ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** What breaks WCAG 2.2 AA within an element as it is shown, contrast included. */
export async function violations(element: Locator): Promise<object[]> {
    await element.page().evaluate(axe);
    return element.evaluate(async (context) => {
        const { axe: checker } = window as unknown as { axe: Axe };
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const { violations: found } = await checker.run(context, { runOnly: tags });
        return found.flatMap(({ id, nodes }) =>
            nodes.map(({ failureSummary, html }) => ({ id, failureSummary, html }))
        );
    });
}

/** Whether something of an element reaches out of the place that it has. */
export const overflow = (element: Locator): Promise<boolean> =>
    element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
