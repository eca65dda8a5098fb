import type { Browser, BrowserContext, Page } from '@playwright/test';
import { VisitorService, type ServiceState } from './visitor-service.ts';

/** A customer's page, as somebody might have written it after Glance's documentation. `seen` collects what it is told. */
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>
    var seen = [];
    var query = new URLSearchParams(location.search);
    var GLANCE_COBROWSE = {
        visitorid: 'cust-1',
        name: 'Rosa',
        'user-tier': 'gold',
        Custom: {
            greet: function (args) { seen.push(['greet', args]); },
            deep: { er: function (args) { seen.push(['deep', args]); } }
        }
    };
    if (query.has('nobody')) { delete GLANCE_COBROWSE.visitorid; }
    function addTag() {
        var tag = document.createElement('script');
        tag.id = 'glance-cobrowse';
        tag.src = 'https://www.glancecdn.net/cobrowse/CobrowseJS.ashx?groupid=12345&site=production';
        tag.setAttribute('data-groupid', '12345');
        tag.setAttribute('data-presence', query.get('presence') || 'on');
        query.forEach(function (value, name) {
            if (name.startsWith('data-')) { tag.setAttribute(name, value); }
        });
        tag.onload = function () {
            if (!window.GLANCE) { return; }
            ['ready', 'sessionstarting', 'sessionstart', 'sessioncontinue', 'agents', 'sessionend', 'error'].forEach(function (type) {
                GLANCE.Cobrowse.Visitor.addEventListener(type, function (detail) {
                    seen.push([type, detail === undefined ? null : detail]);
                });
            });
        };
        document.head.append(tag);
    }
    addTag();
</script></head><body><h1>Shop</h1><button data-glancebutton>Help me</button></body></html>`;

/** The page in a browser, and all of Glance that it speaks to. */
export class Shop {
    readonly url: string;
    readonly context: BrowserContext;
    readonly service: VisitorService;
    page: Page;

    private constructor(url: string, context: BrowserContext, service: VisitorService, page: Page) {
        this.url = url;
        this.context = context;
        this.service = service;
        this.page = page;
    }

    /** @param state how Glance behaves */
    static async open(
        browser: Browser,
        state: Partial<ServiceState> = {},
        host = 'shop.example'
    ): Promise<Shop> {
        const context = await browser.newContext();
        const service = new VisitorService(state);
        await service.serve(context, host, HTML);
        return new Shop(`https://${host}/shop.html`, context, service, await newPage(context));
    }

    /** @param query such as `?presence=api`; `data-…` go to the tag, `nobody` is a page without a visitor id */
    async visit(query = ''): Promise<void> {
        await this.page.goto(this.url + query);
    }

    /** From here on another page of the same visitor is looked at. */
    async openPage(): Promise<void> {
        this.page = await newPage(this.context);
    }

    async show(state: 'hidden' | 'visible'): Promise<void> {
        await this.page.evaluate((value) => {
            Object.defineProperty(document, 'visibilityState', { value, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }, state);
    }

    async focus(): Promise<void> {
        await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    }

    /** As the browser does it; what a page sends while it really goes doesn't always reach the test. */
    async leave(): Promise<void> {
        await this.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    }

    /** Runs a text as the page's script. */
    async run(script: string): Promise<unknown> {
        return this.page.evaluate(script);
    }

    /** What the page was told since the last look. */
    async seen(): Promise<unknown> {
        return this.page.evaluate('seen.splice(0)');
    }
}

/** Time goes on as usual, and can be made to run. */
async function newPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.clock.install();
    return page;
}
