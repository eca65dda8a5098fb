import { createMessageContext, publish } from '../lightning/messageService.ts';
import { messageChannel } from './message-channels.ts';
import { Observable } from './observable.ts';
import { Workspace } from './workspace.ts';

const context = createMessageContext();

/** Whether the app has console navigation. */
export const isConsoleNavigation = new Observable(false);

/** The console's tabs; without any while the app has standard navigation. */
export const workspace = new Workspace((channel, message) =>
    publish(context, messageChannel(channel), message)
);
