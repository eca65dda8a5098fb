import { LightningElement, createElement } from 'lwc';
import { bundles } from '../../../page/bundles.ts';
import { navigateByDocument } from '../../../page/link-navigator.ts';
import { answerNames, giveAnswer } from '../../../page/pre-session-answers.ts';
import { propertyControls, type PropertyControl } from '../../../page/property-control.ts';
import { propertyValue, type ControlValue } from '../../../page/property-value.ts';
import { initialValues } from '../../../page/stage-address.ts';
import type { LoggedEvent } from '../eventLog/eventLog.ts';

const COMPONENT = 'glanceJoinButton';
const EVENTS = ['presencechange', 'sessionstart', 'sessionend', 'joinerror', 'presession'];
const MAX_LOGGED = 200;

interface PreSessionEventDetail {
    waitUntil?(answer: Promise<unknown>): void;
}

/** A host of `c-glance-join-button` in which all its properties can be changed while it runs, and its events are seen. */
export default class ButtonPanel extends LightningElement {
    controls: readonly PropertyControl[] = propertyControls(
        bundles().manifest.bundles[COMPONENT]?.publicProperties ?? []
    );
    values: Record<string, ControlValue> = initialValues();
    messages: Record<string, string> = {};
    events: readonly LoggedEvent[] = [];
    buttons: HTMLElement[] = [];
    count = '1';
    width = '340';
    atEvent = '';
    error = '';

    async connectedCallback() {
        navigateByDocument();
        this.count = this.values['buttons'] === undefined ? '1' : String(this.values['buttons']);
        this.width = this.values['width'] === undefined ? '340' : String(this.values['width']);
        await this.makeButtons();
    }

    get fields() {
        return this.controls.map((control) => ({
            control,
            key: control.name,
            value: this.values[control.name] ?? (control.kind === 'toggle' ? false : ''),
            message: this.messages[control.name] ?? ''
        }));
    }

    get isMissing() {
        return this.controls.length === 0;
    }

    get counts() {
        return [
            { label: 'One', value: '1' },
            { label: 'Two, same visitor', value: '2' },
            { label: 'Ten, visitors cust-1001 to cust-1010', value: '10' }
        ];
    }

    get widths() {
        return ['240', '340', '500', '800'].map((value) => ({ label: `${value} px`, value }));
    }

    get eventAnswers() {
        return ['', 'preventDefault()', ...answerNames].map((value) => ({
            label: value === '' ? '— (no listener)' : value,
            value
        }));
    }

    get stageStyle() {
        return `inline-size: ${this.width}px`;
    }

    async handleCount(event: CustomEvent<{ value: string }>) {
        this.count = event.detail.value;
        await this.makeButtons();
    }

    handleWidth(event: CustomEvent<{ value: string }>) {
        this.width = event.detail.value;
    }

    handleEventAnswer(event: CustomEvent<{ value: string }>) {
        this.atEvent = event.detail.value;
    }

    handleClear() {
        this.events = [];
    }

    handleRemove() {
        for (const button of this.buttons) {
            button.remove();
        }
        this.buttons = [];
    }

    async handleRestore() {
        await this.makeButtons();
    }

    handleValue(event: CustomEvent<{ name: string; value: ControlValue }>) {
        const { name, value } = event.detail;
        this.values = { ...this.values, [name]: value };
        const control = this.controls.find((candidate) => candidate.name === name);
        if (control !== undefined) {
            this.apply(control);
        }
    }

    async makeButtons() {
        this.handleRemove();
        try {
            const constructor = await bundles().loader.component(`c/${COMPONENT}`);
            for (let i = 0; i < Number(this.count); i += 1) {
                this.buttons.push(this.listenTo(`#${i + 1}`, constructor));
            }
        } catch (thrown) {
            this.error = String(thrown);
            return;
        }
        for (const control of this.controls) {
            this.apply(control);
        }
        // Given before it is shown: as in a template, a component is never without its properties.
        this.template?.querySelector('.stage')?.append(...this.buttons);
    }

    listenTo(source: string, constructor: typeof LightningElement): HTMLElement {
        const button: HTMLElement = createElement('c-glance-join-button', { is: constructor });
        for (const type of EVENTS) {
            button.addEventListener(type, (event) => {
                this.log(source, event as CustomEvent<unknown>);
                if (type === 'presession') {
                    this.answer(event as CustomEvent<PreSessionEventDetail>);
                }
            });
        }
        return button;
    }

    apply(control: PropertyControl) {
        const value = this.values[control.name];
        if (value === undefined) {
            return;
        }
        try {
            const given = propertyValue(control, value);
            for (const [i, button] of this.buttons.entries()) {
                const own =
                    control.name === 'visitorId' && this.count === '10'
                        ? `cust-${1001 + i}`
                        : given;
                Object.assign(button, { [control.name]: own });
            }
            this.messages = { ...this.messages, [control.name]: '' };
        } catch (thrown) {
            this.messages = { ...this.messages, [control.name]: String(thrown) };
        }
    }

    answer(event: CustomEvent<PreSessionEventDetail>) {
        if (this.atEvent === 'preventDefault()') {
            event.preventDefault();
        } else if (this.atEvent !== '') {
            event.detail?.waitUntil?.(giveAnswer(this.atEvent));
        }
    }

    log(source: string, event: CustomEvent<unknown>) {
        const logged = {
            key: this.events.length === 0 ? 0 : (this.events[0]?.key ?? 0) + 1,
            time: new Date().toISOString().slice(11, 23),
            source,
            type: event.type,
            detail: JSON.stringify(event.detail) ?? ''
        };
        this.events = [logged, ...this.events].slice(0, MAX_LOGGED);
    }
}
