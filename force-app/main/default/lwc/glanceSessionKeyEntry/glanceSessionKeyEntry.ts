import { LightningElement, api } from 'lwc';
import checkingKey from '@salesforce/label/c.Glance_Checking_Key';
import joinSession from '@salesforce/label/c.Glance_Join_Session';
import openAnyway from '@salesforce/label/c.Glance_Open_Anyway';
import sessionKey from '@salesforce/label/c.Glance_Session_Key';
import sessionKeyHelp from '@salesforce/label/c.Glance_Session_Key_Help';
import { errorRow } from 'c/glanceErrors';
import { readSessionKey } from 'c/glanceJoinSession';

/** What is wrong with the key that was entered. */
export interface KeyProblem {
    readonly text: string;
    /** Whether the agent may go on with the key all the same. */
    readonly canOpenAnyway: boolean;
}

/** Detail of `keyentered`. */
export interface EnteredKey {
    readonly sessionKey: string;
    /** The agent knows that no session was found for the key, and wants the viewer to open nevertheless. */
    readonly anyway: boolean;
}

interface Field extends HTMLElement {
    setCustomValidity(message: string): void;
    reportValidity(): boolean;
}

/**
 * The field for a session key that the customer reads to the agent, or that is pasted.
 * @fires keyentered ({@link EnteredKey}), keyclosed (Escape); neither bubbles or is composed.
 */
export default class GlanceSessionKeyEntry extends LightningElement {
    /** Where the customer finds the key, if that has to be said. */
    @api hint?: string;
    /** While the key is being checked. */
    @api busy = false;

    labels = { openAnyway, sessionKey, sessionKeyHelp };
    text = '';
    currentProblem: KeyProblem | null = null;
    #isNews = false;

    /** What the host found wrong with the key. Stays until the agent types. */
    @api
    get problem(): KeyProblem | null {
        return this.currentProblem;
    }

    set problem(problem: KeyProblem | null | undefined) {
        this.show(problem ?? null);
    }

    @api
    focusField(): void {
        this.field?.focus();
    }

    override renderedCallback(): void {
        if (this.#isNews) {
            this.#isNews = false;
            this.field?.setCustomValidity(this.currentProblem?.text ?? '');
            this.field?.reportValidity();
        }
    }

    get joinLabel(): string {
        return this.busy ? checkingKey : joinSession;
    }

    get canOpenAnyway(): boolean {
        return this.currentProblem?.canOpenAnyway === true && !this.busy;
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { value } = event.detail;
        const key = readSessionKey(value);
        this.text = key ?? value;
        this.show(key === null && value.trim() !== '' ? invalid() : null);
    }

    handleKeyDown(event: KeyboardEvent): void {
        if (event.key === 'Escape') {
            this.dispatchEvent(new CustomEvent('keyclosed'));
        }
    }

    handleSubmit(event: Event): void {
        event.preventDefault();
        this.enter(false);
    }

    handleOpenAnyway(): void {
        this.enter(true);
    }

    private enter(anyway: boolean): void {
        const key = readSessionKey(this.text);
        if (key === null) {
            this.show(invalid());
        } else if (!this.busy) {
            const detail: EnteredKey = { sessionKey: key, anyway };
            this.dispatchEvent(new CustomEvent('keyentered', { detail }));
        }
    }

    private show(problem: KeyProblem | null): void {
        this.currentProblem = problem;
        this.#isNews = true;
    }

    private get field(): Field | null {
        return this.template?.querySelector<Field>('.key') ?? null;
    }
}

function invalid(): KeyProblem {
    return { text: errorRow('sessionKeyInvalid').action, canOpenAnyway: false };
}
