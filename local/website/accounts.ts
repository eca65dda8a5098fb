export interface Transaction {
    readonly date: string;
    readonly what: string;
    /** Dollars; negative when spent. */
    readonly amount: number;
}

export interface Account {
    readonly id: string;
    readonly name: string;
    readonly number: string;
    /** Dollars. */
    readonly balance: number;
    readonly transactions: readonly Transaction[];
}

/** Everybody on this demo site has the same accounts. */
export const accounts: readonly Account[] = [
    {
        id: 'everyday',
        name: 'Everyday checking',
        number: '•••• 4417',
        balance: 3284.52,
        transactions: [
            { date: 'March 14', what: 'Greenleaf Grocers', amount: -86.4 },
            { date: 'March 13', what: 'City Transit', amount: -24 },
            { date: 'March 12', what: 'Salary, Marlowe & Sons', amount: 2415.3 },
            { date: 'March 10', what: 'Bluebird Coffee', amount: -5.75 },
            { date: 'March 9', what: 'Northside Power', amount: -118.02 }
        ]
    },
    {
        id: 'savings',
        name: 'Rainy day savings',
        number: '•••• 9023',
        balance: 12_750,
        transactions: [
            { date: 'March 12', what: 'From Everyday checking', amount: 250 },
            { date: 'February 28', what: 'Interest', amount: 21.11 },
            { date: 'February 12', what: 'From Everyday checking', amount: 250 }
        ]
    },
    {
        id: 'card',
        name: 'Fernbrook card',
        number: '•••• 7781',
        balance: -431.18,
        transactions: [
            { date: 'March 14', what: 'Paper & Ink Books', amount: -32.9 },
            { date: 'March 11', what: 'Harbor Hotel', amount: -310 },
            { date: 'March 8', what: 'Sunfield Pharmacy', amount: -18.28 }
        ]
    }
];

export function findAccount(id: string): Account | undefined {
    return accounts.find((account) => account.id === id);
}

/** Dollars and cents, e.g. `−$431.18`. */
export function money(amount: number): string {
    const text = Math.abs(amount).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    return amount < 0 ? `−${text}` : text;
}
