import { createElement } from 'lwc';
import GlanceJoinButton from 'c/glanceJoinButton';
import type { FakeAgent, FakeGlanceScript } from './fakeGlanceScript';
import { loginKeyText } from './loginKeys';
import { settled } from './page';

type Properties = Readonly<Record<string, unknown>>;

let shown = 0;

/** Properties that make a working button for a visitor, in a group, that no other test has seen. */
export function newProperties(): Properties & { groupId: string; visitorId: string } {
    shown += 1;
    return {
        groupId: String(10_000 + shown),
        visitorId: `visitor-${shown}`,
        presence: true,
        loginKey: loginKeyText(Date.now() + 3_600_000),
        puid: 'ann@example.com'
    };
}

/** The field for a session key. */
export interface KeyField extends HTMLElement {
    value: string;
    setCustomValidity(message: string): void;
    reportValidity(): boolean;
}

/** A Join button on the page, as an agent finds it: words, controls, and clicks on them. */
export class ShownButton {
    readonly element: HTMLElement;
    readonly visitorId: string;
    readonly #glance: FakeGlanceScript;

    /** Shows a button. Its properties can be changed; `undefined` leaves one out. */
    static async show(glance: FakeGlanceScript, changes: Properties = {}): Promise<ShownButton> {
        const properties = { ...newProperties(), ...changes };
        const element = createElement('c-glance-join-button', { is: GlanceJoinButton });
        Object.assign(element, properties);
        const button = new ShownButton(glance, element, String(properties.visitorId));
        document.body.appendChild(element);
        await settled();
        return button;
    }

    /** Shows a button for a visitor who is on the website. */
    static async present(glance: FakeGlanceScript, changes: Properties = {}): Promise<ShownButton> {
        const properties = { ...newProperties(), ...changes };
        glance.come(String(properties.visitorId));
        return ShownButton.show(glance, properties);
    }

    /** Shows a button whose agent has just clicked Join. */
    static async inviting(
        glance: FakeGlanceScript,
        changes: Properties = {}
    ): Promise<ShownButton> {
        const button = await ShownButton.present(glance, changes);
        await button.press('c.Glance_Join');
        return button;
    }

    /** Shows a button in a session that its agent asked for. */
    static async inSession(
        glance: FakeGlanceScript,
        changes: Properties = {}
    ): Promise<ShownButton> {
        const button = await ShownButton.inviting(glance, changes);
        await button.fire('onterms', { status: 'accepted' });
        await button.fire('onvisitorsessionstart');
        return button;
    }

    constructor(glance: FakeGlanceScript, element: HTMLElement, visitorId: string) {
        this.#glance = glance;
        this.element = element;
        this.visitorId = visitorId;
    }

    find<T extends Element = HTMLElement>(selector: string): T | null {
        return this.element.shadowRoot?.querySelector<T>(selector) ?? null;
    }

    all<T extends Element = HTMLElement>(selector: string): T[] {
        return [...(this.element.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
    }

    /** `absent`, `present`, `busy`, `session` or `problem`. */
    get tone(): string {
        return /tone-(\w+)/.exec(this.find('section')?.className ?? '')?.[1] ?? '';
    }

    get headline(): string {
        return textOf(this.find('.headline'));
    }

    get details(): string[] {
        return this.all('.detail').map(textOf);
    }

    /** The texts of the message below the status, one after the other. */
    get notice(): string[] {
        return this.all('.notice .words p').map(textOf);
    }

    /** Messages about properties and session keys. */
    get lines(): string[] {
        return this.all('p.notice').map(textOf);
    }

    /** What a screen reader is told. */
    get spoken(): string {
        return textOf(this.find('[role="status"]'));
    }

    private get allControls(): HTMLElement[] {
        return this.all(`${CONTROLS}, c-glance-session-key-entry`).flatMap((one) =>
            one.matches(CONTROLS)
                ? [one]
                : [...(one.shadowRoot?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])]
        );
    }

    /** All controls, in their order, by label. */
    get controls(): string[] {
        return this.allControls.map(labelOf);
    }

    /** The form that is the second way into the session. */
    get form(): HTMLFormElement | null {
        return this.find<HTMLFormElement>('form.open-session');
    }

    /** The sentence below the headline. */
    get remark(): string {
        return textOf(this.find('.remark'));
    }

    get hint(): string {
        return textOf(this.find('.hint'));
    }

    /** The field for a session key, as long as it is shown. */
    get keyField(): KeyField | null {
        return this.keyEntry?.querySelector<KeyField>('.key') ?? null;
    }

    /** Where the customer finds the session key. */
    get keyHint(): string {
        return textOf(this.keyEntry?.querySelector('.hint') ?? null);
    }

    private get keyEntry(): ShadowRoot | null {
        return this.find('c-glance-session-key-entry')?.shadowRoot ?? null;
    }

    async typeKey(value: string): Promise<void> {
        this.keyField?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await settled();
    }

    control(label: string): HTMLElement {
        const found = this.allControls.find((one) => labelOf(one) === label);
        if (!found) {
            throw new Error(`There is no ${label}, only ${this.controls.join(', ')}.`);
        }
        return found;
    }

    async press(label: string): Promise<void> {
        this.control(label).click();
        await settled();
    }

    /** Chooses from the menu. */
    async choose(value: string): Promise<void> {
        this.find('lightning-button-menu')?.dispatchEvent(
            new CustomEvent('select', { detail: { value } })
        );
        await settled();
    }

    async set(properties: Properties): Promise<void> {
        Object.assign(this.element, properties);
        await settled();
    }

    get agent(): FakeAgent {
        return this.#glance.agent(this.visitorId);
    }

    /** Glance sends an event about the visitor. */
    async fire(handler: Parameters<FakeAgent['fire']>[0], payload?: unknown): Promise<void> {
        this.agent.fire(handler, payload);
        await settled();
    }

    /** Details of the events of this type from now on. */
    listen(type: string): unknown[] {
        const details: unknown[] = [];
        this.element.addEventListener(type, (event) => {
            details.push((event as CustomEvent).detail);
        });
        return details;
    }
}

const CONTROLS =
    'button, a, lightning-button, lightning-button-icon, lightning-button-menu, lightning-input';

function textOf(element: Element | null): string {
    return element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

function labelOf(element: HTMLElement): string {
    const { label, alternativeText } = element as { label?: string; alternativeText?: string };
    return label ?? alternativeText ?? textOf(element);
}
