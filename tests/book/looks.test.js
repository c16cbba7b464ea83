// One page of each kind, in both colour schemes, on a phone, on paper, and for those who do not see it.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { address, close, exists, pages, read, revisions } = require("./browser.js");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const newest = revisions.at(-1);

/** One page of each kind: prose, each kind that spans revisions, each of the newest revision, figures of each kind. */
function kinds() {
    const seen = new Set();
    const one = (page) => {
        const kind = page.replace(/^book\/(history|changes)\/.*/, "$1").replace(/^[\w-]+\.html$/, "prose");
        return !seen.has(kind) && seen.add(kind);
    };
    const across = pages().filter((p) => !revisions.some((r) => p.startsWith(`${r}/`))).sort().filter(one);
    const own = pages(`${newest}/book`).filter((p) => !p.startsWith(`${newest}/book/csr/`));
    const csrs = ["index", "hstatus", "hpmcounter"].map((name) => `${newest}/book/csr/${name}.html`);
    return [...across, "language.html", ...own, ...csrs].filter(exists);
}

const all = kinds();

/** Opens each page of a list. */
async function each(options, list, work) {
    await read(options, async (page) => {
        for (const name of list) {
            await page.goto(address(name));
            await work(page, name);
        }
    });
}

for (const colorScheme of ["light", "dark"]) {
    test(`${colorScheme}: follows the system, and axe finds nothing serious`, async () => {
        const found = [];
        await each({ colorScheme }, all, async (page, name) => {
            const [red, green, blue] = (await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).match(/\d+/g).map(Number);
            assert.strictEqual(red + green + blue > 384, colorScheme === "light", `${name} is not ${colorScheme}`);
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
            for (const { id, impact, nodes } of violations.filter((v) => ["serious", "critical"].includes(v.impact))) {
                found.push(`${name}: ${id} (${impact}): ${nodes.slice(0, 3).map((n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
            }
        });
        assert.deepStrictEqual(found, []);
    });
}

test("a screen of 390 pixels needs no scrolling to the side", async () => {
    const wide = [];
    await each({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, all, async (page, name) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 390) {
            wide.push(`${name}: ${width} pixels`);
        }
    });
    assert.deepStrictEqual(wide, []);
});

test("on paper there is the page alone, for both XLENs", () => read({ colorScheme: "dark" }, async (page) => {
    await page.goto(address(`${newest}/book/csr/hstatus.html`));
    await page.emulateMedia({ media: "print" });
    for (const hidden of ["#mdbook-sidebar", "#mdbook-menu-bar", ".decode"]) {
        assert.ok(await page.locator(hidden).first().isHidden(), hidden);
    }
    for (const xlen of [64, 32]) {
        assert.ok(await page.locator(`main [data-xlen="${xlen}"]`).first().isVisible(), `RV${xlen}`);
    }
    assert.strictEqual(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--bg").trim()), "#fff");
}));

test("without a script a page is complete", () => read({ javaScriptEnabled: false }, async (page) => {
    await page.goto(address(`${newest}/book/csr/hstatus.html`));
    assert.ok(await page.locator("#f-VTW").isVisible());
    assert.strictEqual(await page.locator("nav.texts [data-rev]").count(), revisions.length);
}));

// For those who want to look themselves: SHOTS=DIR npm test
if (process.env.SHOTS) {
    for (const [name, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 844 } }]]) {
        test(`pictures, ${name}`, () => each(options, all, async (page, file) => {
            await page.screenshot({ path: path.join(process.env.SHOTS, name, `${file.replaceAll("/", "-")}.png`) });
        }));
    }
}

after(close);
