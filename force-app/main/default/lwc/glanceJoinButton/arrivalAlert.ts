import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import type { ArrivalAlert } from 'c/glanceJoinOptions';
import { labels } from './labels';

/** Two short tones: frequency in hertz, start in seconds. */
const TONES = [
    { frequency: 660, start: 0 },
    { frequency: 880, start: 0.18 }
] as const;
const TONE_SECONDS = 0.15;
const VOLUME = 0.15;
/** One customer's arrival is one alert, however many buttons of the page show it. In milliseconds. */
const SAME_ARRIVAL_MS = 3000;

const lastAlerts = new Map<string, number>();

/** Tells the agent that a customer who was waited for has come, as the admin chose. */
export function alertArrival(element: EventTarget, how: ArrivalAlert, visitorId: string): void {
    const now = Date.now();
    if (how === 'none' || now - (lastAlerts.get(visitorId) ?? -Infinity) < SAME_ARRIVAL_MS) {
        return;
    }
    lastAlerts.clear();
    lastAlerts.set(visitorId, now);
    if (how !== 'sound') {
        element.dispatchEvent(
            new ShowToastEvent({ title: labels.present, message: labels.arrival, variant: 'info' })
        );
    }
    if (how !== 'toast') {
        beep();
    }
}

/** Browsers that have no audio, or allow none before the agent's first click, stay silent. */
function beep(): void {
    try {
        const audio = new AudioContext();
        const volume = audio.createGain();
        volume.gain.value = VOLUME;
        volume.connect(audio.destination);
        for (const { frequency, start } of TONES) {
            const tone = audio.createOscillator();
            tone.frequency.value = frequency;
            tone.connect(volume);
            tone.start(audio.currentTime + start);
            tone.stop(audio.currentTime + start + TONE_SECONDS);
            if (start > 0) {
                tone.onended = () => {
                    audio.close().catch(() => undefined);
                };
            }
        }
    } catch {
        // No sound, then.
    }
}
