// The pages of the book: no complaint of the browser, little to load.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const { fileURLToPath } = require("node:url");
const { address, book, close, pages, read, revisions } = require("./browser.js");

/** Bytes of a page with all that it loads by itself, but for what scripts know of all revisions. */
const WEIGHT = 300_000;
/** Bytes of that, which a browser loads once. */
const NODES = 450_000;
/** Pages that are open at once. */
const TABS = 4;
/** Of the pages of older revisions one of so many is opened, another one in each revision; all with PAGES=all. */
const SHARE = process.env.PAGES === "all" ? 1 : 4;

/** Pages to open: those that span revisions, those of the newest one, and a share of the others. */
function chosen() {
    const older = revisions.slice(0, -1);
    const seed = Number(process.env.SEED ?? 0);
    const share = older.flatMap((id, place) => pages(id).sort().filter((_, at) => (at + place + seed) % SHARE === 0));
    return [...pages().filter((page) => !older.some((id) => page.startsWith(`${id}/`))), ...share];
}

test("no page has an error, an outside request or much weight", () => read({}, async (first, context) => {
    const queue = chosen();
    const count = queue.length;
    const heavy = [];
    let heaviest = { bytes: 0 };
    async function visit(page) {
        const loaded = new Set();
        page.on("request", (request) => loaded.add(request.url().split(/[?#]/)[0]));
        for (let path = queue.pop(); path; path = queue.pop()) {
            loaded.clear();
            await page.goto(address(path));
            const files = [...loaded].filter((url) => url.startsWith("file:") && !url.endsWith("/book/nodes.js"));
            const bytes = files.reduce((sum, url) => sum + fs.statSync(fileURLToPath(url)).size, 0);
            if (bytes > WEIGHT) {
                heavy.push(`${path}: ${bytes} bytes`);
            }
            if (bytes > heaviest.bytes) {
                heaviest = { path, bytes, files: files.map((url) => `${url.split("/").pop()} ${fs.statSync(fileURLToPath(url)).size}`) };
            }
        }
    }
    const tabs = [first, ...await Promise.all(Array.from({ length: TABS - 1 }, () => context.newPage()))];
    await Promise.all(tabs.map(visit));
    console.log(`${count} pages; the heaviest is ${heaviest.path} with ${heaviest.bytes} bytes: ${heaviest.files.join(", ")}`);
    assert.deepStrictEqual(heavy, []);
    assert.ok(fs.statSync(`${book}/book/nodes.js`).size < NODES);
    assert.ok(count > 100, "the book is too small");
}));

after(close);
