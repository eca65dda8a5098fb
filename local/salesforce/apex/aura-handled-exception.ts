/** What an `AuraHandledException` thrown by Apex is to the component that called: `error.body`. */
export interface ExceptionBody {
    readonly exceptionType: string;
    readonly isUserDefinedException: boolean;
    readonly message: string;
    readonly stackTrace: string;
}

/** Thrown by a stand-in for an Apex method: its message, an error code, reaches the component as it is. */
export class AuraHandledException extends Error {
    get body(): ExceptionBody {
        return {
            exceptionType: 'System.AuraHandledException',
            isUserDefinedException: false,
            message: this.message,
            stackTrace: ''
        };
    }
}
